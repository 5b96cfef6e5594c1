package io.textmill.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.ErrorCode;
import io.textmill.contract.ExtractionOptions;
import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.contract.Job;
import io.textmill.contract.JobResult.Conflict;
import io.textmill.contract.JobResult.Entity;
import io.textmill.worker.provider.PromptLimit;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtractionTest {
    private static Field one(String name, ExtractionOptions.Type type) {
        return new Field(name, type, null, List.of(), false, false);
    }

    private static Field many(String name) {
        return new Field(name, ExtractionOptions.Type.STRING, null, List.of(), true, false);
    }

    private static Field required(String name) {
        return new Field(name, ExtractionOptions.Type.STRING, null, List.of(), false, true);
    }

    private static Job job(String text, Field... fields) {
        return Job.extraction("1", text).withOptions(new ExtractionOptions(List.of(fields), null, null));
    }

    private static Job withSchema(String text, String schema) {
        return Job.extraction("1", text)
                .withOptions(new ExtractionOptions(List.of(), Json.MAPPER.readTree(schema), null));
    }

    private static FakeModel.Run answering(Job job, String... answers) {
        Queue<String> queue = new ArrayDeque<>(List.of(answers));
        return FakeModel.run(job, FakeModel.JUHE, text -> queue.remove());
    }

    private static String placed(String text, Entity entity) {
        Integer start = entity.start();
        Integer end = entity.end();
        return start == null || end == null ? "" : text.substring(start, end);
    }

    private static String fields(FakeModel.Run run) {
        return run.findings().extraction().fields().toString();
    }

    @Test
    void findsEveryNameOfALongTextAtItsPlace() {
        String text = IntStream.range(0, 300)
                .mapToObj(i -> "On that day Name" + i + " spoke to the assembly of the town. ")
                .collect(Collectors.joining());
        for (PromptLimit limit : FakeModel.LIMITS) {
            FakeModel.Run run = FakeModel.run(
                    job(text, many("person")),
                    limit,
                    part -> "{\"person\":["
                            + Pattern.compile("Name\\d+")
                                    .matcher(part)
                                    .results()
                                    .map(name -> "\"" + name.group() + "\"")
                                    .collect(Collectors.joining(","))
                            + "]}");

            List<Entity> entities = run.findings().extraction().entities();
            assertThat(entities).hasSize(300);
            assertThat(new TreeSet<>(entities.stream().map(Entity::value).toList()))
                    .hasSize(300);
            assertThat(entities).allSatisfy(entity -> {
                assertThat(entity.grounded()).isTrue();
                assertThat(placed(text, entity)).isEqualTo(entity.value());
            });
            assertThat(run.findings()
                            .extraction()
                            .fields()
                            .get("person")
                            .get(299)
                            .asString())
                    .isEqualTo("Name299");
        }
    }

    @Test
    void showsTheWholeTextWithTheSentenceBeforeEachPart() {
        String text = SummarizeTest.longChinese(100);
        List<String> shown = new ArrayList<>();
        FakeModel.run(job(text, many("货物")), FakeModel.JUMDATA, part -> {
            shown.add(part);
            return "{\"货物\":[]}";
        });

        int covered = 0;
        for (String part : shown) {
            int at = text.indexOf(part);
            assertThat(at).isLessThanOrEqualTo(covered);
            covered = Math.max(covered, at + part.length());
        }
        assertThat(covered).isEqualTo(text.length());
    }

    @Test
    void givesEqualValuesOfOneAnswerThePlacesInTurn() {
        FakeModel.Run run = answering(job("Bob saw Bob.", many("person")), "{\"person\":[\"Bob\",\"Bob\",\"Bob\"]}");

        assertThat(run.findings().extraction().entities())
                .containsExactly(new Entity("person", "Bob", 0, 3, true), new Entity("person", "Bob", 8, 11, true));
        assertThat(fields(run)).isEqualTo("{\"person\":[\"Bob\"]}");
    }

    @Test
    void marksAValueThatDoesNotStandInTheText() {
        FakeModel.Run run = answering(job("Bob left.", many("person")), "{\"person\":[\"Alice\"]}");

        assertThat(run.findings().extraction().entities())
                .containsExactly(new Entity("person", "Alice", null, null, false));
    }

    @Test
    void takesTheFirstGroundedValueAndReportsTheOthers() {
        FakeModel.Run run = answering(
                job("Founded in Lyon, later moved to Paris.", one("seat", ExtractionOptions.Type.STRING)),
                "{\"seat\":[\"Rome\",\"Paris\",\"Lyon\"]}");

        assertThat(fields(run)).isEqualTo("{\"seat\":\"Lyon\"}");
        assertThat(run.findings().conflicts()).containsExactly(new Conflict("seat", List.of("Lyon", "Paris", "Rome")));
    }

    @Test
    void failsAJobWithoutARequiredField() {
        FakeModel.Run run = answering(
                job("Bob left.", required("ceo"), required("seat"), many("person")), "{\"person\":[\"Bob\"]}");

        assertThat(run.failure().code()).isEqualTo(ErrorCode.REQUIRED_FIELD_MISSING);
        assertThat(run.failure().message()).contains("ceo, seat");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NUMBER|\"1,234.5\"|1234.5",
                "NUMBER|12.50|12.5",
                "NUMBER|\"3.2亿\"|320000000",
                "NUMBER|\"12 million\"|12000000",
                "NUMBER|\"￥５万元\"|50000",
                "INTEGER|\"一百二十三\"|123",
                "INTEGER|\"twelve\"|12",
                "INTEGER|7.0|7",
                "NUMBER|\"1,234.5 万元\"|12345000",
                "NUMBER|\"人民币5千元整\"|5000",
                "NUMBER|\"US$1.2bn\"|1200000000",
                "NUMBER|\"\u22125.50\"|-5.5",
                "NUMBER|\"负一点五\"|-1.5",
                "INTEGER|\"壹仟贰佰万\"|12000000",
                "INTEGER|\"两亿零三百\"|200000300",
                "INTEGER|\"二百零三\"|203",
                "INTEGER|\"twenty-five\"|25",
                "INTEGER|\"two hundred and fifty-six thousand and one\"|256001",
                "INTEGER|\"a million\"|1000000",
                "INTEGER|\"zero\"|0",
                "BOOLEAN|\"是\"|true",
                "BOOLEAN|\"No\"|false",
                "BOOLEAN|true|true",
                "DATE|\"2007年11月21日\"|\"2007-11-21\"",
                "DATE|\"November 21 , 2007\"|\"2007-11-21\"",
                "DATE|\"21/11/2007\"|\"2007-11-21\"",
                "DATE|\"2007年11月21日（星期三）\"|\"2007-11-21\"",
                "DATE|\"2007-11-21 08:30\"|\"2007-11-21\"",
                "DATE|\"2007-11-21T08:30:00Z\"|\"2007-11-21\"",
                "DATE|\"20071121\"|\"2007-11-21\"",
                "DATE|\"二〇〇七年十一月二十一日\"|\"2007-11-21\"",
                "DATE|\"Wednesday, 21st of November 2007\"|\"2007-11-21\"",
                "DATE|\"Wed, Nov. 21st, 2007\"|\"2007-11-21\"",
                "DATE|\"21-Nov-2007\"|\"2007-11-21\"",
                "DATE|\"11/11/2007\"|\"2007-11-11\"",
                "DATE|\"03/04/2007\"|\"03/04/2007\"",
                "DATE|\"2007年11月\"|\"2007年11月\"",
                "DATE|\"2007-02-30\"|\"2007-02-30\"",
                "DATE|\"二〇〇七年十三月一日\"|\"二〇〇七年十三月一日\"",
                "DATE|\"2007-11-21 to 2007-11-23\"|\"2007-11-21 to 2007-11-23\"",
                "DATE|\"last spring\"|\"last spring\"",
                "STRING|42|\"42\"",
            })
    void readsValuesAsTheirType(ExtractionOptions.Type type, String value, String expected) {
        FakeModel.Run run = answering(job("Any text.", one("x", type)), "{\"x\":" + value + "}");

        assertThat(fields(run)).isEqualTo("{\"x\":" + expected + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NUMBER|\"several\"",
                "NUMBER|\"45%\"",
                "NUMBER|\"三五\"",
                "NUMBER|\"二百三\"",
                "NUMBER|\"三点\"",
                "NUMBER|\"twenty twelve\"",
                "NUMBER|\"one two\"",
                "NUMBER|\"a\"",
                "NUMBER|\"hundred\"",
                "NUMBER|\"five thousand million\"",
                "NUMBER|\"1.234,5\"",
                "INTEGER|1.5",
                "BOOLEAN|\"perhaps\"",
                "STRING|{\"a\":1}",
                "STRING|\"string\"",
                "DATE|\"date\"",
            })
    void refusesAValueOfAnotherType(ExtractionOptions.Type type, String value) {
        String answer = "{\"x\":" + value + "}";

        assertThat(answering(job("Any text.", one("x", type)), answer, answer)
                        .failure()
                        .code())
                .isEqualTo(ErrorCode.ANSWER_UNUSABLE);
    }

    @Test
    void keepsAVerbatimNumberThatCannotBeReadOutOfTheFields() {
        FakeModel.Run run = answering(
                job("It sold several million.", one("sold", ExtractionOptions.Type.NUMBER)),
                "{\"sold\":\"several million\"}");

        assertThat(fields(run)).isEqualTo("{\"sold\":null}");
        assertThat(run.findings().extraction().entities())
                .containsExactly(new Entity("sold", "several million", 8, 23, true));
    }

    @Test
    void tellsANumberAsTheTextWritesItAndAsANumber() {
        FakeModel.Run run = answering(
                job("It sold 1,234,567 cars.", one("sold", ExtractionOptions.Type.INTEGER)), "{\"sold\":1234567}");

        assertThat(run.findings().extraction().entities())
                .containsExactly(new Entity("sold", "1,234,567", Json.number(new BigDecimal(1_234_567)), 8, 17, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STRING|青禾 纸业|青禾纸业|\"青禾纸业\"",
                "STRING|青禾纸业|青禾纸业|",
                "DATE|二〇二六年三月五日|二〇二六年三月五日|\"2026-03-05\"",
                "DATE|2026-03-05|2026-03-05|\"2026-03-05\"",
                "DATE|03/04/2026|03/04/2026|",
                "NUMBER|1,234.5 万元|1,234.5 万元|12345000",
                "NUMBER|several|several|",
                "BOOLEAN|是|是|true",
            })
    void tellsTheTextsOwnWordsAndBesideThemWhatTheyCameTo(
            ExtractionOptions.Type type, String words, String answer, @Nullable String normalized) {
        FakeModel.Run run = answering(job("见「" + words + "」。", one("x", type)), "{\"x\":\"" + answer + "\"}");

        assertThat(run.findings().extraction().entities())
                .extracting(Entity::toString)
                .containsExactly("Entity[type=x, value=%s, normalized=%s, start=2, end=%d, grounded=true]"
                        .formatted(words, normalized, 2 + words.length()));
    }

    @Test
    void groundsNoJudgement() {
        FakeModel.Run run = answering(
                job("It is true that it was paid.", one("paid", ExtractionOptions.Type.BOOLEAN)), "{\"paid\":true}");

        assertThat(run.findings().extraction().entities())
                .containsExactly(new Entity("paid", "true", Json.MAPPER.readTree("true"), null, null, false));
    }

    @Test
    void refusesANumberThatNobodyWritesOut() {
        String answer = "{\"x\":-1e60}";

        assertThat(answering(job("Any text.", one("x", ExtractionOptions.Type.STRING)), answer, answer)
                        .failure()
                        .code())
                .isEqualTo(ErrorCode.ANSWER_UNUSABLE);
    }

    @Test
    void takesAnEnumValueInItsOwnSpellingOnly() {
        Field size = new Field("size", ExtractionOptions.Type.ENUM, null, List.of("Small", "Big"), false, false);

        assertThat(fields(answering(job("A text.", size), "{\"size\":\"ｂｉｇ\"}")))
                .isEqualTo("{\"size\":\"Big\"}");
        assertThat(answering(job("A text.", size), "{\"size\":\"huge\"}", "{\"size\":\"Small|Big\"}")
                        .failure()
                        .code())
                .isEqualTo(ErrorCode.ANSWER_UNUSABLE);
    }

    @Test
    void readsWordsForNothingAsNothing() {
        assertThat(fields(answering(
                        job("A text.", one("a", ExtractionOptions.Type.STRING), many("b")),
                        "{\"a\":\"N/A\",\"b\":[\"未提及\",null,\"\"]}")))
                .isEqualTo("{\"a\":null,\"b\":[]}");
    }

    @Test
    void extractsByASimpleSchema() {
        String schema = """
            {"type":"object","required":["name"],"properties":{
              "name":{"type":"string","description":"of the company"},
              "staff":{"type":["integer","null"]},
              "listed":{"type":"boolean"},
              "founded":{"type":"string","format":"date"},
              "kind":{"enum":["public","private"]},
              "cities":{"type":"array","items":{"type":"string"}}}}\
            """;

        FakeModel.Run run = answering(
                withSchema("Acme was founded on 1 May 1999 in Rome.", schema),
                "{\"name\":\"Acme\",\"staff\":null,\"listed\":\"yes\",\"founded\":\"1 May"
                        + " 1999\",\"kind\":\"PUBLIC\",\"cities\":[\"Rome\"]}");

        assertThat(fields(run))
                .isEqualTo(
                        "{\"name\":\"Acme\",\"staff\":null,\"listed\":true,\"founded\":\"1999-05-01\",\"kind\":\"public\",\"cities\":[\"Rome\"]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"array\"}|options.schema",
                "{\"properties\":{\"a\":{\"type\":\"object\",\"properties\":{}}}}|options.schema.properties.a.properties",
                "{\"properties\":{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"b\":{\"minimum\":1}}}}}}|options.schema.properties.a.items.properties.b",
                "{\"properties\":{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"array\"}}}}|options.schema.properties.a",
                "{\"properties\":{\"a\":{\"$ref\":\"#/x\"}}}|options.schema.properties.a",
                "{\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"x\"}}}|options.schema.properties.a",
                "{\"properties\":{\"a\":{\"type\":\"string\",\"format\":\"uri\"}}}|options.schema.properties.a",
                "{\"properties\":{\"a\":{\"enum\":[1,2]}}}|options.schema.properties.a",
                "{\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"b\"]}|options.schema.required.b",
                "{\"properties\":{\"a\":{\"type\":\"string\"}},\"oneOf\":[]}|options.schema.oneOf",
                "{\"properties\":{}}|options.schema.properties",
            })
    void refusesASchemaThatItCannotKeep(String schema, String where) {
        var failure = answering(withSchema("A text.", schema)).failure();

        assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(failure.message()).startsWith(where + ":").contains("allowed: an object with properties of type");
    }

    @Test
    void failsClearlyWhenTheFieldsLeaveNoRoom() {
        Field[] fields =
                IntStream.range(0, 40).mapToObj(i -> many("field number " + i)).toArray(Field[]::new);

        assertThat(answering(job("A text.", fields)).failure().message())
                .matches("options: the instruction takes \\d+ of the 512 characters of a prompt.*");
    }
}
