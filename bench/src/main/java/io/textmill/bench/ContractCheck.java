package io.textmill.bench;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.textmill.schemas.Schemas;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Holds what the worker publishes against the published schemas, with a validator that knows nothing of our code. */
public final class ContractCheck {
    /** A defect repeats itself; a few examples tell it. */
    private static final int NAMED = 10;

    private final Schema result;
    private final Schema call;
    private final Schema deadLetter;
    private final List<String> violations = new ArrayList<>();
    private int resultsChecked;
    private int resultsValid;

    public ContractCheck() {
        var registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Schemas.all()));
        result = registry.getSchema(SchemaLocation.of(Schemas.RESULT));
        call = registry.getSchema(SchemaLocation.of(Schemas.CALL_ENTRY));
        deadLetter = registry.getSchema(SchemaLocation.of(Schemas.DEAD_LETTER));
    }

    /** Whether a result is valid; it counts. */
    public boolean result(JsonNode value) {
        resultsChecked++;
        boolean isValid = holds("result of " + value.path("jobId").asString("?"), result, value);
        resultsValid += isValid ? 1 : 0;
        return isValid;
    }

    void call(JsonNode value) {
        holds("call of " + value.path("jobId").asString("?"), call, value);
    }

    /** Checks the headers of a dead letter, as an object of strings. */
    void deadLetter(JsonNode headers) {
        holds("dead letter", deadLetter, headers);
    }

    int resultsChecked() {
        return resultsChecked;
    }

    int resultsValid() {
        return resultsValid;
    }

    /** What was not as the schemas say, the first few. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    private boolean holds(String what, Schema schema, JsonNode value) {
        var errors = schema.validate(value);
        if (!errors.isEmpty() && violations.size() < NAMED) {
            var first = errors.getFirst();
            violations.add(
                    "%s breaks its schema: %s: %s".formatted(what, first.getInstanceLocation(), first.getMessage()));
        }
        return errors.isEmpty();
    }
}
