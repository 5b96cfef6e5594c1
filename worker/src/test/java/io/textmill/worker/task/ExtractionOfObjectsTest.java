package io.textmill.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.ErrorCode;
import io.textmill.contract.ExtractionOptions;
import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.contract.Job;
import io.textmill.contract.JobResult.Conflict;
import io.textmill.worker.text.Grounding;
import io.textmill.worker.text.Part;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractionOfObjectsTest {
    private static final String INVOICE = "Riverside Clinic, Leeds: 40 gloves at 5 each, 2 scales at 5 each.";
    private static final Field CUSTOMER = object(
            "customer",
            false,
            false,
            field("name", ExtractionOptions.Type.STRING, true),
            field("city", ExtractionOptions.Type.STRING, false));
    private static final Field ITEMS = object(
            "items",
            true,
            false,
            field("goods", ExtractionOptions.Type.STRING, false),
            field("quantity", ExtractionOptions.Type.INTEGER, false),
            field("price", ExtractionOptions.Type.NUMBER, false));

    private static Field field(String name, ExtractionOptions.Type type, boolean required) {
        return new Field(name, type, null, List.of(), false, required);
    }

    private static Field object(String name, boolean many, boolean required, Field... fields) {
        return new Field(name, ExtractionOptions.Type.OBJECT, null, List.of(), many, required, List.of(fields));
    }

    private static FakeModel.Run answering(String text, String answer, Field... fields) {
        Job job = Job.extraction("1", text).withOptions(new ExtractionOptions(List.of(fields), null, null));
        return FakeModel.run(job, FakeModel.JUHE, _ -> answer);
    }

    /** What the answers about two parts come to; the second part begins at {@code cut} and is shown from {@code context}. */
    private static Step.Findings merged(String text, int context, int cut, String first, String second, Field field) {
        var answers = new ExtractionAnswer(List.of(field), text, new Grounding(text));
        var found = List.of(
                found(answers.read(first, new Part(0, 0, cut))),
                found(answers.read(second, new Part(context, cut, text.length()))));
        return (Step.Findings) ((Step.Finished) new Gathering(List.of(field)).finish(found)).product();
    }

    private static List<Found> found(Reading<List<Found>> reading) {
        return ((Reading.Right<List<Found>>) reading).value();
    }

    private static String fields(FakeModel.Run run) {
        return run.findings().extraction().fields().toString();
    }

    @Test
    void fillsObjectsAndListsOfThemAndPlacesTheirValues() {
        String answer = """
            {"customer":{"name":"Riverside Clinic","city":"Leeds"},
             "items":[{"goods":"gloves","quantity":"40","price":5},{"goods":"scales","quantity":2,"price":5}]}\
            """;

        FakeModel.Run run = answering(INVOICE, answer, CUSTOMER, ITEMS);

        assertThat(fields(run)).isEqualTo("""
            {"customer":{"name":"Riverside Clinic","city":"Leeds"},\
            "items":[{"goods":"gloves","quantity":40,"price":5},{"goods":"scales","quantity":2,"price":5}]}\
            """);
        assertThat(run.findings().extraction().entities())
                .extracting(entity -> entity.type() + ": " + entity.value())
                .containsExactly(
                        "customer.name: Riverside Clinic",
                        "customer.city: Leeds",
                        "items.quantity: 40",
                        "items.goods: gloves",
                        "items.price: 5",
                        "items.quantity: 2",
                        "items.goods: scales",
                        "items.price: 5");
        assertThat(run.findings().extraction().entities())
                .allSatisfy(entity -> assertThat(entity.grounded()).isTrue());
        assertThat(run.prompts().getFirst().joined())
                .contains("{\"customer\":{\"name\":\"string\",\"city\":\"string\"},"
                        + "\"items\":[{\"goods\":\"string\",\"quantity\":\"integer\",\"price\":\"number\"}]}");
    }

    @Test
    void sharesAValueThatTheTextSaysOnceAmongTheObjectsOfAList() {
        FakeModel.Run run = answering(
                "For gloves and scales 5 each.",
                "{\"items\":[{\"goods\":\"gloves\",\"price\":5},{\"goods\":\"scales\",\"price\":5}]}",
                ITEMS);

        assertThat(fields(run))
                .isEqualTo("{\"items\":[{\"goods\":\"gloves\",\"quantity\":null,\"price\":5},"
                        + "{\"goods\":\"scales\",\"quantity\":null,\"price\":5}]}");
        assertThat(run.findings().extraction().entities())
                .filteredOn(entity -> entity.type().equals("items.price"))
                .hasSize(1);
    }

    @Test
    void makesOneObjectOfWhatTwoPartsSayOfItsOverlap() {
        String text = "40 gloves, 2 scales at 5 each, 3 lamps.";

        Step.Findings findings = merged(
                text,
                11,
                20,
                "{\"items\":[{\"goods\":\"gloves\",\"quantity\":40},{\"goods\":\"scales\",\"quantity\":2}]}",
                "{\"items\":[{\"goods\":\"scales\",\"price\":5},{\"goods\":\"lamps\",\"quantity\":3}]}",
                ITEMS);

        assertThat(findings.extraction().fields().toString())
                .isEqualTo("{\"items\":[{\"goods\":\"gloves\",\"quantity\":40,\"price\":null},"
                        + "{\"goods\":\"scales\",\"quantity\":2,\"price\":5},"
                        + "{\"goods\":\"lamps\",\"quantity\":3,\"price\":null}]}");
        assertThat(findings.conflicts()).isEmpty();
    }

    @Test
    void keepsObjectsApartThatDifferInAField() {
        String text = "2 scales at 5 each, then at 6 each.";

        Step.Findings findings = merged(
                text,
                0,
                19,
                "{\"items\":[{\"goods\":\"scales\",\"price\":5}]}",
                "{\"items\":[{\"goods\":\"scales\",\"price\":6}]}",
                ITEMS);

        assertThat(findings.extraction().fields().get("items")).hasSize(2);
    }

    @Test
    void dropsAnObjectThatAnAnswerRepeats() {
        FakeModel.Run run = answering(
                "Gloves.", "{\"items\":[{\"goods\":\"Gloves\"},{\"goods\":\"Gloves\"},{\"goods\":\"x\"}]}", ITEMS);

        assertThat(run.findings().extraction().fields().get("items")).hasSize(2);
    }

    @Test
    void reportsWhatPartsSayDifferentlyOfOneObject() {
        String text = "Founded in Leeds by Ann. Later moved to York.";

        Step.Findings findings = merged(
                text,
                24,
                24,
                "{\"customer\":{\"name\":\"Ann\",\"city\":\"Leeds\"}}",
                "{\"customer\":{\"city\":\"York\"}}",
                CUSTOMER);

        assertThat(findings.extraction().fields().toString())
                .isEqualTo("{\"customer\":{\"name\":\"Ann\",\"city\":\"Leeds\"}}");
        assertThat(findings.conflicts()).containsExactly(new Conflict("customer.city", List.of("Leeds", "York")));
    }

    @Test
    void failsAJobWhoseObjectLacksWhatIsRequiredOfIt() {
        FakeModel.Run run = answering("Leeds.", "{\"customer\":{\"city\":\"Leeds\"}}", CUSTOMER);

        assertThat(run.failure().code()).isEqualTo(ErrorCode.REQUIRED_FIELD_MISSING);
        assertThat(run.failure().message()).isEqualTo("required but not found in the text: customer.name");
    }

    @Test
    void missesNothingOfAnObjectThatTheTextDoesNotHave() {
        assertThat(fields(answering("Leeds.", "{\"customer\":null,\"items\":\"N/A\"}", CUSTOMER, ITEMS)))
                .isEqualTo("{\"customer\":null,\"items\":[]}");
        assertThat(answering(
                                "Leeds.",
                                "{\"customer\":{\"name\":null}}",
                                object("customer", false, true, field("name", ExtractionOptions.Type.STRING, false)))
                        .failure()
                        .message())
                .endsWith(": customer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{\"name\":\"Ann\"}}",
                "{\"name\":\"Ann\"}",
                "{\"result\":{\"data\":{\"name\":\"Ann\"}}}"
            })
    void readsTheOneObjectThatIsWantedWithAndWithoutItsName(String answer) {
        assertThat(fields(answering(
                        "Ann",
                        answer,
                        object("data", false, false, field("name", ExtractionOptions.Type.STRING, false)))))
                .isEqualTo("{\"data\":{\"name\":\"Ann\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"customer\":\"Riverside Clinic\"}",
                "{\"customer\":{\"town\":\"Leeds\"}}",
                "{\"customer\":{\"name\":{\"first\":\"Ann\"}}}",
                "{\"customer\":{\"name\":\"string\",\"city\":\"string\"}}",
            })
    void refusesAnObjectOfAnotherShape(String answer) {
        assertThat(answering(INVOICE, answer, CUSTOMER).failure().code()).isEqualTo(ErrorCode.ANSWER_UNUSABLE);
    }

    @Test
    void extractsByASchemaWithObjects() {
        String schema = """
            {"type":"object","properties":{"parties":{"type":"array","items":{"type":["object","null"],
              "required":["name","role"],"additionalProperties":false,"properties":{
                "name":{"type":"string"},"role":{"type":["string","null"]}}}}}}\
            """;
        Job job = Job.extraction("1", "甲方青禾纸业。")
                .withOptions(new ExtractionOptions(List.of(), Json.MAPPER.readTree(schema), null));

        FakeModel.Run run =
                FakeModel.run(job, FakeModel.CHAT, _ -> "{\"parties\":[{\"name\":\"青禾纸业\",\"role\":null}]}");

        assertThat(fields(run)).isEqualTo("{\"parties\":[{\"name\":\"青禾纸业\",\"role\":null}]}");
    }

    @Test
    void findsEveryObjectOfALongTextOnce() {
        String text = IntStream.range(0, 200)
                .mapToObj(i -> "On that day they sold " + (1000 + i) + " pieces of goods" + i + " in town. ")
                .collect(Collectors.joining());
        Job job = Job.extraction("1", text).withOptions(new ExtractionOptions(List.of(ITEMS), null, null));

        FakeModel.Run run = FakeModel.run(
                job,
                FakeModel.JUHE,
                part -> "{\"items\":["
                        + Pattern.compile("(\\d+) pieces of (goods\\d+)")
                                .matcher(part)
                                .results()
                                .map(item -> "{\"quantity\":" + item.group(1) + ",\"goods\":\"" + item.group(2) + "\"}")
                                .collect(Collectors.joining(","))
                        + "]}");

        assertThat(run.findings().parts()).isGreaterThan(20);
        assertThat(run.findings().extraction().fields().get("items")).hasSize(200);
        assertThat(run.findings().extraction().entities()).hasSize(400);
    }
}
