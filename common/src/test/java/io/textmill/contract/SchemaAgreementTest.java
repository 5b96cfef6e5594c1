package io.textmill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Examples.Example;
import io.textmill.schemas.Schemas;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The records and the codecs say what the schemas say. */
class SchemaAgreementTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> WIRE_NAMES = Map.of("orderId", "order_id");

    @TestFactory
    Stream<DynamicTest> whatTheSchemaAcceptsIsAJob() {
        return jobs(
                "valid", (task, example) -> assertThat(decode(task, example)).isInstanceOf(Decoded.Valid.class));
    }

    @TestFactory
    Stream<DynamicTest> whatTheSchemaRefusesIsRefusedAtTheSamePlace() {
        return jobs("invalid", (task, example) -> {
            String[] place = example.name().replace(".json", "").split("--", 3);
            Decoded.Invalid invalid = (Decoded.Invalid) decode(task, example);
            String field = invalid.field().replaceAll("\\[([0-9]+)\\]", ".$1");
            String expected = place[1].equals("required")
                    ? (place[0].equals("root") ? place[2] : place[0] + "." + place[2])
                    : place[0];
            // The schema finds a list with something twice, the codec the element.
            assertThat(place[1].equals("uniqueItems") ? field.replaceAll("\\.[0-9]+$", "") : field)
                    .isEqualTo(expected);
        });
    }

    @TestFactory
    Stream<DynamicTest> aResultSurvivesTheRecords() {
        return Examples.of("result/valid").stream()
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> {
                    byte[] again = ResultCodec.encode(ResultCodec.decode(example.value()));
                    assertThat(withoutEmptyMetadata(again)).isEqualTo(withoutEmptyMetadata(example.value()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> aRecordOfACallSurvivesTheRecords() {
        return Examples.of("call-entry/valid").stream()
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> {
                    byte[] again = ResultCodec.encode(ResultCodec.decodeCall(example.value()));
                    assertThat(JSON.readTree(again)).isEqualTo(JSON.readTree(example.value()));
                }));
    }

    @Test
    void recordsAndSchemasHaveTheSameFields() {
        assertThat(properties(Schemas.JOB, "")).containsExactlyInAnyOrderElementsOf(components(Job.class));
        assertThat(properties(Schemas.RESULT, "")).containsExactlyInAnyOrderElementsOf(components(JobResult.class));
        assertThat(properties(Schemas.CALL, "/$defs/call"))
                .containsExactlyInAnyOrderElementsOf(components(CallRecord.class));
        assertThat(properties(Schemas.RESULT, "/$defs/usage"))
                .containsExactlyInAnyOrderElementsOf(components(JobResult.Usage.class));
        assertThat(properties(Schemas.RESULT, "/$defs/timings"))
                .containsExactlyInAnyOrderElementsOf(components(JobResult.Timings.class));
        assertThat(properties(Schemas.RESULT, "/$defs/error"))
                .containsExactlyInAnyOrderElementsOf(components(JobResult.Failure.class));
        assertThat(properties(Schemas.RESULT, "/$defs/entity"))
                .containsExactlyInAnyOrderElementsOf(components(JobResult.Entity.class));
    }

    @Test
    void enumsAndSchemasHaveTheSameValues() {
        assertThat(enumeration("task")).containsExactlyElementsOf(Task.wireNames());
        assertThat(enumeration("errorCategory"))
                .containsExactlyElementsOf(Arrays.stream(ErrorCode.Category.values())
                        .map(ErrorCode.Category::wireName)
                        .toList());
        assertThat(enumeration("errorCode"))
                .containsExactlyElementsOf(Arrays.stream(ErrorCode.values())
                        .filter(code -> code != ErrorCode.OTHER)
                        .map(ErrorCode::wireName)
                        .toList());
    }

    @Test
    void everyHeaderOfADeadLetterHasAName() {
        assertThat(properties(Schemas.DEAD_LETTER, ""))
                .containsExactlyInAnyOrder(
                        HeaderNames.ERROR_CATEGORY,
                        HeaderNames.ERROR_CODE,
                        HeaderNames.ERROR_MESSAGE,
                        HeaderNames.ORIGIN_TOPIC,
                        HeaderNames.ORIGIN_PARTITION,
                        HeaderNames.ORIGIN_OFFSET,
                        HeaderNames.ORIGIN_TIMESTAMP,
                        HeaderNames.ATTEMPTS,
                        HeaderNames.WORKER);
    }

    private static Stream<DynamicTest> jobs(String kind, Check check) {
        return Arrays.stream(Task.values())
                .flatMap(task -> Examples.of("job-" + task.wireName() + "/" + kind).stream()
                        .map(example -> DynamicTest.dynamicTest(
                                task.wireName() + ": " + example.name(), () -> check.accept(task, example))));
    }

    private static Decoded decode(Task task, Example example) {
        return JobCodec.decode(example.value(), task, JobCodec.DEFAULT_MAX_BYTES);
    }

    private static JsonNode withoutEmptyMetadata(byte[] result) {
        JsonNode tree = JSON.readTree(result);
        if (tree.path("metadata").isEmpty()) {
            tree.asObject().remove("metadata");
        }
        return tree;
    }

    private static List<String> enumeration(String name) {
        return JSON.readTree(Schemas.all().get(Schemas.SHARED)).at("/$defs/" + name + "/enum").values().stream()
                .map(JsonNode::stringValue)
                .toList();
    }

    private static List<String> properties(String schema, String pointer) {
        return List.copyOf(JSON.readTree(Schemas.all().get(schema))
                .at(pointer + "/properties")
                .propertyNames());
    }

    private static List<String> components(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> WIRE_NAMES.getOrDefault(name, name))
                .toList();
    }

    private interface Check {
        void accept(Task task, Example example);
    }
}
