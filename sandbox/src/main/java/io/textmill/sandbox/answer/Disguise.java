package io.textmill.sandbox.answer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What orders hide behind, and a large model sees through. */
final class Disguise {
    /** Cyrillic and Greek letters that look like Latin ones, and these. */
    private static final String ALIKE = "аеорсухіјѕԁһӏοαεικτАВЕКМНОРСТХІЈЅΟΑΕΙΚΤΝΗΒΜΡ";

    private static final String LATIN = "aeopcyxijsdhloaeiktABEKMHOPCTXIJSOAEIKTNHBMP";

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\u034F\\uFE00-\\uFE0F]");
    private static final Pattern REVERSED = Pattern.compile("\\u202E([^\\u202C\\n]*)");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{24,2000}={0,2}");
    private static final Pattern MIXED = Pattern.compile("\\p{L}*\\p{IsLatin}\\p{L}*");

    private Disguise() {}

    /** The text as it is read: what is written backwards, what is encoded, and the whole without disguise. */
    static List<String> readings(String text) {
        List<String> readings = new ArrayList<>();
        readings.add(plain(text));
        REVERSED.matcher(text)
                .results()
                .map(run -> plain(new StringBuilder(run.group(1)).reverse().toString()))
                .forEach(readings::add);
        BASE64.matcher(text)
                .results()
                .flatMap(run -> decoded(run.group()).stream())
                .forEach(readings::add);
        return readings;
    }

    private static String plain(String text) {
        String folded = Normalizer.normalize(INVISIBLE.matcher(text).replaceAll(""), Normalizer.Form.NFKC);
        return MIXED.matcher(folded).replaceAll(word -> latin(word.group()));
    }

    private static String latin(String word) {
        StringBuilder latin = new StringBuilder(word);
        for (int i = 0; i < latin.length(); i++) {
            int at = ALIKE.indexOf(latin.charAt(i));
            if (at >= 0) {
                latin.setCharAt(i, LATIN.charAt(at));
            }
        }
        return latin.toString();
    }

    private static Optional<String> decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
