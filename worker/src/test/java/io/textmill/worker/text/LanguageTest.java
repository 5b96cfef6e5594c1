package io.textmill.worker.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "今天天气很好 | zh",
                "采用ELISA法检测患者血清中IL-6的水平 | zh",
                "他说“すし”是日语里寿司的读音，在日本的饭店里每天都会听到 | zh",
                "這家飯店的服務讓我們非常滿意，下次還會再來 | zh-Hant",
                "こんにちは世界、今日は天気がいいですね | ja",
                "カメラの画質は最高です | ja",
                "안녕하세요 세계, 오늘 날씨가 좋네요 | ko",
                "Привет мир | ru",
                "Объект сдан в срок, подъезд чистый | ru",
                "Привіт світ, сьогодні гарна погода | uk",
                "مرحبا بالعالم، الطقس جميل اليوم | ar",
                "สวัสดีชาวโลก วันนี้อากาศดี | th",
                "नमस्ते दुनिया, आज मौसम अच्छा है | hi",
                "Γειά σου κόσμε | el",
                "שלום עולם | he",
                "The word 你好 means hello in Chinese | en",
                "Was it worth it? | en",
                "Don't buy these headphones! | en",
                "Der Akku hält zwei Tage, aber das Gehäuse ist nicht wasserdicht. | de",
                "Le chat est sur la table et il ne bouge pas | fr",
                "La batería dura dos días, pero la pantalla no es muy buena | es",
                "La batteria dura due giorni, ma lo schermo non è molto luminoso | it",
                "A bateria dura dois dias, mas a tela não é muito boa | pt",
                "De batterij gaat twee dagen mee, maar het scherm is niet erg helder | nl",
                "Der Begriff machine learning ist in der Industrie sehr verbreitet | de",
            })
    void isTold(String text, String tag) {
        assertThat(Language.of(text).tag()).isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12345 !!! 😀",
                "iPhone 15 Pro Max",
                "Die Hard",
                "Batteriet holder to dage, men skærmen er ikke særlig lys, og den går i stykker",
                "Batteriet varar i två dagar, men skärmen är inte så ljus och den går lätt sönder",
                "Batteriet holder i to dager, men skjermen er ikke så lys, og den går lett i stykker",
                "Akku kestää kaksi päivää, mutta näyttö ei ole kovin kirkas",
                "Bateria wytrzymuje dwa dni, ale ekran nie jest zbyt jasny i łatwo się psuje",
                "Pil iki gün dayanıyor ama ekran çok parlak değil ve kolay bozuluyor",
                "Baterai tahan dua hari, tetapi layarnya tidak terlalu terang dan mudah rusak",
                "Pin dùng được hai ngày nhưng màn hình không sáng lắm",
                "Bateria ține două zile, dar ecranul nu este foarte luminos și se strică ușor",
                "Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae",
                "Батерията издържа два дни, но екранът не е много ярък и бързо се поврежда",
                "Батерија траје два дана, али екран није превише светао и лако се квари",
                "باتری دو روز کار می‌کند، اما صفحه نمایش چندان روشن نیست",
                "பேட்டரி இரண்டு நாட்கள் நீடிக்கும்",
            })
    void isLeftOpenWhereNothingTellsIt(String text) {
        assertThat(Language.of(text)).isEqualTo(Language.UNDETERMINED);
    }

    @Test
    void doesNotDependOnHowAccentsAreWritten() {
        String text = "é già più caldo e così non è";

        assertThat(Language.of(Normalizer.normalize(text, Normalizer.Form.NFD)))
                .isEqualTo(Language.of(text))
                .isEqualTo(Language.IT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void isRightForNinetyNineOfAHundredRealTexts(String language) throws IOException {
        List<String> wrong = new ArrayList<>();
        int texts = 0;
        for (JsonNode row : corpora()) {
            if (row.path("language").asString().equals(language)) {
                texts++;
                Language told = Language.of(row.path("text").asString());
                if (!told.locale().getLanguage().equals(language)) {
                    wrong.add(row.path("id").asString() + " " + told.tag());
                }
            }
        }
        assertThat(wrong).hasSizeLessThanOrEqualTo(texts / 100);
    }

    /** The texts are not the project's own, so they may be absent. */
    private static List<JsonNode> corpora() throws IOException {
        Path folder = Path.of("../../shared/corpora");
        assumeTrue(Files.isDirectory(folder), "no folder ../shared/corpora beside the project: real texts not tried");
        List<JsonNode> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                Files.readAllLines(file)
                        .forEach(line -> rows.add(JsonMapper.shared().readTree(line)));
            }
        }
        return rows;
    }
}
