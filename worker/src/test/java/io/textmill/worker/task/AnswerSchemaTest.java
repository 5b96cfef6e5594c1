package io.textmill.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.ExtractionOptions;
import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.contract.Job;
import io.textmill.contract.SentimentOptions;
import io.textmill.worker.provider.AnswerFormat;
import io.textmill.worker.provider.PromptLimit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class AnswerSchemaTest {
    private static Field field(String name, ExtractionOptions.Type type, boolean many, Field... fields) {
        List<String> values = type == ExtractionOptions.Type.ENUM ? List.of("S", "M") : List.of();
        return new Field(name, type, "what it is", values, many, true, List.of(fields));
    }

    private static List<Field> strings(int count, String name) {
        return IntStream.range(0, count)
                .mapToObj(i -> field(name + i, ExtractionOptions.Type.STRING, false))
                .toList();
    }

    private static JsonNode schema(AnswerFormat format) {
        return Json.MAPPER.readTree(((AnswerFormat.Schema) format).schema());
    }

    @Test
    void requiresEveryFieldOfAnExtractionAndLetsItBeNull() {
        AnswerFormat format = AnswerSchema.of(List.of(
                field("name", ExtractionOptions.Type.STRING, false),
                field("amount", ExtractionOptions.Type.NUMBER, false),
                field("paid", ExtractionOptions.Type.BOOLEAN, false),
                field("size", ExtractionOptions.Type.ENUM, false),
                field("dates", ExtractionOptions.Type.DATE, true),
                field(
                        "items",
                        ExtractionOptions.Type.OBJECT,
                        true,
                        field("goods", ExtractionOptions.Type.STRING, false)),
                field(
                        "seat",
                        ExtractionOptions.Type.OBJECT,
                        false,
                        field("city", ExtractionOptions.Type.STRING, false))));

        assertThat(schema(format)).isEqualTo(Json.MAPPER.readTree("""
            {"type":"object","additionalProperties":false,
             "required":["name","amount","paid","size","dates","items","seat"],
             "properties":{
              "name":{"type":["string","null"]},
              "amount":{"type":["string","null"]},
              "paid":{"type":["boolean","null"]},
              "size":{"type":["string","null"],"enum":["S","M",null]},
              "dates":{"type":"array","items":{"type":"string"}},
              "items":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["goods"],
                "properties":{"goods":{"type":["string","null"]}}}},
              "seat":{"type":["object","null"],"additionalProperties":false,"required":["city"],
                "properties":{"city":{"type":["string","null"]}}}}}\
            """));
    }

    @Test
    void allowsTheLabelsOfAJudgementAndNullForAnAspectThatTheTextDoesNotHave() {
        AnswerFormat format = AnswerSchema.of(new SentimentOptions(List.of("good", "bad"), List.of("price"), null));

        assertThat(schema(format)).isEqualTo(Json.MAPPER.readTree("""
            {"type":"object","additionalProperties":false,"required":["label","score","aspects"],
             "properties":{
              "label":{"type":"string","enum":["good","bad"]},
              "score":{"type":"number"},
              "aspects":{"type":"object","additionalProperties":false,"required":["price"],
                "properties":{"price":{"type":["string","null"],"enum":["good","bad",null]}}}}}\
            """));
    }

    static List<List<Field>> tooMuch() {
        Field deep = field("tags", ExtractionOptions.Type.STRING, true);
        for (int i = 0; i < 2; i++) {
            deep = field("inner" + i, ExtractionOptions.Type.OBJECT, true, deep);
        }
        Field[] many = strings(50, "f").toArray(Field[]::new);
        return List.of(
                List.of(deep),
                List.of(
                        field("a", ExtractionOptions.Type.OBJECT, false, many),
                        field("b", ExtractionOptions.Type.OBJECT, false, many)),
                strings(50, "name ".repeat(70)));
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void asksForAnyObjectWhereAJobNeedsMoreThanASchemaMayHave(List<Field> fields) {
        assertThat(AnswerSchema.of(fields)).isEqualTo(new AnswerFormat.Json());
    }

    @Test
    void asksForAnyObjectWhereLabelsAndAspectsMakeTooManyChoices() {
        List<String> twenty = IntStream.range(0, 20).mapToObj(i -> "n" + i).toList();

        assertThat(AnswerSchema.of(new SentimentOptions(twenty, twenty, null))).isInstanceOf(AnswerFormat.Schema.class);
        assertThat(AnswerSchema.of(new SentimentOptions(
                        twenty.stream().map("a long label "::concat).toList(), twenty, null)))
                .isInstanceOf(AnswerFormat.Schema.class);
        assertThat(AnswerSchema.of(new SentimentOptions(
                        twenty.stream()
                                .map("a label of almost forty characters "::concat)
                                .toList(),
                        twenty,
                        null)))
                .isInstanceOf(AnswerFormat.Json.class);
    }

    @Test
    void goesOutOnlyToProvidersThatHaveRoles() {
        for (PromptLimit limit : FakeModel.LIMITS) {
            var run = FakeModel.run(
                    Job.sentiment("1", "Fine."), limit, _ -> "{\"label\":\"positive\",\"score\":0.5,\"aspects\":{}}");

            assertThat(run.prompts().getFirst().format() instanceof AnswerFormat.Schema)
                    .isEqualTo(limit.form() == PromptLimit.Form.ROLES);
            assertThat(run.prompts().getFirst().json()).isTrue();
        }
    }
}
