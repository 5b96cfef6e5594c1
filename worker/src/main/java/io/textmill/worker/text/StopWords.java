package io.textmill.worker.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words that every text of a language is full of; for English, which short messages are mostly in, also those that
 * opinions are full of.
 *
 * <p>A text is of the language that has the most of its words, and at least one in ten: they are a third to a half of
 * running text. English needs one such word, and is taken where another language has as many; the others need two, because
 * one may stand in a name. Where a language lacks letters of the text, the text is in another one.
 */
final class StopWords {
    /** As many decide as well as all. */
    private static final int MOST_WORDS = 2_000;

    private static final int SHARE = 10;

    /** Of words with letters from elsewhere: names have them, running text of a neighbour far more. */
    private static final int FOREIGN_SHARE = 12;

    private static final Pattern WORD = Pattern.compile("[\\p{IsLatin}&&\\p{L}]+");

    /** Addresses, and the names and tags of messages. */
    private static final Pattern NO_WORDS = Pattern.compile("(?:https?://|www\\.|[@#])\\S+");

    private static final Map<Language, Set<String>> LISTS = new EnumMap<>(Map.of(
            Language.EN, list("""
                the of and to a in is it you that he was for on are with as i his they be at this have from or had
                by but not what all were we when your can said there use an each which she do how their if will up
                about out many then them these so some her would make like him into has more go no way could my than
                been who its now did get just our over only very too s t m ll re ve don isn doesn didn wasn won me
                am any because such other where why here even also after before while most both may should does
                being us off again never ever still really much got im dont its u good great love
                bad nice hate best thanks thank please sorry wow yeah lol oh sure d
                new news today time people world help wonderful awful terrible amazing awesome enjoy interesting
                perfect excellent horrible happy
                """),
            Language.DE, list("""
                der die das und ist in zu den mit sich auf für von nicht ein eine als auch es an werden aus er hat
                dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor
                zur bis mehr durch man sein wurde wenn ich du wir ihr ihre seine kein keine sehr schon kann doch im
                dem des eines dieser diese dieses mir mich uns ihn was hier jetzt immer wieder gegen unter beim
                """),
            Language.FR, list("""
                le la les de des du et un une en est que qui dans pour pas au aux sur ne se ce il elle nous vous ils
                elles je tu on par plus avec son sa ses mais ou comme tout cette ces été sont était très bien même
                fait être avoir leur leurs d l qu c n j s a ont deux aussi sans après encore où donc si mon ma
                """),
            Language.ES, list("""
                el la los las de del y que en un una es se no por con para su al lo como más pero sus le ya o este
                sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante
                todos uno les ni contra otros ese eso ante ellos e esto mí antes algunos qué unos yo otro está son
                fue ha han era ser tiene mi tu
                """),
            Language.IT, list("""
                il lo la i gli le di del della dei degli delle e è un una uno che in non per con da dal dalla si su
                sul sulla nel nella al alla ai alle come ma più anche sono ha hanno era questo questa ci mi ti se o
                suo sua loro tutto molto dell all nell sull dall l d c essere stato fatto dopo quando poi perché
                """),
            Language.PT, list("""
                o a os as de do da dos das e que em um uma é se não por com para no na nos nas ao à aos às como mais
                mas foi ele ela seu sua ou ser quando muito há já está eu também só pelo pela até isso entre era
                depois sem mesmo ter seus quem me esse eles você essa num nem suas meu minha são tem
                """),
            Language.NL, list("""
                de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij uit nog naar
                heeft hij ze wordt door over wel geen worden dit tot was hebben ik je zij we die zo of deze veel
                meer al kan deze hun mijn zijn haar werd moet waar wat waren heel onze toen al nu
                """)));

    /** The letters beside a to z. */
    private static final Map<Language, String> LETTERS = Map.of(
            Language.EN, "éèïöçñ",
            Language.DE, "äöüßé",
            Language.FR, "àâæçèéêëîïôœùûüÿ",
            Language.ES, "áéíñóúü",
            Language.IT, "àèéìíîòóù",
            Language.PT, "áâãàçéêíóôõúü",
            Language.NL, "áèéëïíóöüúĳ");

    private StopWords() {}

    private static Set<String> list(String words) {
        return Arrays.stream(words.split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }

    static Language language(String text) {
        List<String> words = words(text);
        Language best = Language.UNDETERMINED;
        long most = 0;
        boolean alone = true;
        for (Map.Entry<Language, Set<String>> language : LISTS.entrySet()) {
            long found = words.stream().filter(language.getValue()::contains).count();
            alone = found == most ? alone && best == Language.EN : alone || found > most;
            if (found > most) {
                most = found;
                best = language.getKey();
            }
        }
        boolean enough = alone && most >= (best == Language.EN ? 1 : 2) && most * SHARE >= words.size();
        return enough && !isForeign(best, words) ? best : Language.UNDETERMINED;
    }

    private static List<String> words(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        return WORD.matcher(NO_WORDS.matcher(composed).replaceAll(" "))
                .results()
                .limit(MOST_WORDS)
                .map(word -> word.group().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static boolean isForeign(Language language, List<String> words) {
        String letters = LETTERS.getOrDefault(language, "");
        long foreign = words.stream()
                .filter(word -> word.chars().anyMatch(c -> c >= 0x80 && letters.indexOf(c) < 0))
                .count();
        return foreign > 1 && foreign * FOREIGN_SHARE > words.size();
    }
}
