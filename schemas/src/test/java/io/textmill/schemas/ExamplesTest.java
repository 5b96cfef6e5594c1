package io.textmill.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every example keeps its word. The name of an invalid one says why it is: {@code place--keyword--note.json}, where the
 * place is {@code root} or a dotted path. For {@code required} and {@code dependentRequired} the note is the field.
 */
class ExamplesTest {
    private static final Map<String, String> SCHEMAS = Map.of(
            "job-summarize", Schemas.JOB_SUMMARIZE,
            "job-sentiment", Schemas.JOB_SENTIMENT,
            "job-extraction", Schemas.JOB_EXTRACTION,
            "result", Schemas.RESULT,
            "call", Schemas.CALL,
            "call-entry", Schemas.CALL_ENTRY,
            "dead-letter", Schemas.DEAD_LETTER);

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Schemas.all()));

    @TestFactory
    Stream<DynamicTest> validExamplesAreValid() {
        return SCHEMAS.keySet().stream()
                .flatMap(name -> files(name, "valid")
                        .map(file -> DynamicTest.dynamicTest(
                                name + ": " + file.getFileName(),
                                () -> assertThat(errors(name, file)).isEmpty())));
    }

    @TestFactory
    Stream<DynamicTest> invalidExamplesFailForTheReasonInTheirName() {
        return SCHEMAS.keySet().stream()
                .flatMap(name -> files(name, "invalid")
                        .map(file -> DynamicTest.dynamicTest(name + ": " + file.getFileName(), () -> {
                            Reason reason = Reason.of(file);
                            assertThat(errors(name, file)).anyMatch(reason::explains);
                        })));
    }

    @Test
    void everySchemaHasThreeValidAndFiveInvalidExamples() {
        assertThat(SCHEMAS.keySet()).allSatisfy(name -> {
            assertThat(files(name, "valid")).hasSizeGreaterThanOrEqualTo(3);
            assertThat(files(name, "invalid")).hasSizeGreaterThanOrEqualTo(5);
        });
    }

    @TestFactory
    Stream<DynamicTest> everySchemaIsValidAgainstTheMetaSchema() {
        Schema meta = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        return Schemas.all().entrySet().stream()
                .map(schema -> DynamicTest.dynamicTest(
                        schema.getKey(),
                        () -> assertThat(meta.validate(schema.getValue(), InputFormat.JSON))
                                .isEmpty()));
    }

    private static List<Error> errors(String name, Path file) throws IOException {
        return REGISTRY.getSchema(SchemaLocation.of(SCHEMAS.get(name)))
                .validate(Files.readString(file), InputFormat.JSON);
    }

    private static Stream<Path> files(String name, String kind) {
        try (Stream<Path> files = Files.list(Path.of(
                Schemas.class.getResource("examples/" + name + "/" + kind).toURI()))) {
            return files.sorted().toList().stream();
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private record Reason(String pointer, String keyword, String note) {
        static Reason of(Path file) {
            String[] parts = file.getFileName().toString().replace(".json", "").split("--", 3);
            return new Reason(
                    parts[0].equals("root") ? "" : "/" + parts[0].replace('.', '/'),
                    parts[1],
                    parts.length == 3 ? parts[2] : "");
        }

        boolean explains(Error error) {
            boolean namesTheField = !keyword.toLowerCase(Locale.ROOT).endsWith("required")
                    || error.getMessage().contains("'" + note + "'");
            return error.getKeyword().equals(keyword)
                    && error.getInstanceLocation().toString().equals(pointer)
                    && namesTheField;
        }
    }
}
