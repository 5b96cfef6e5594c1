package io.textmill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.textmill.contract.CallEntry;
import io.textmill.contract.JobResult;
import io.textmill.contract.ResultCodec;
import io.textmill.schemas.Schemas;
import java.nio.charset.StandardCharsets;

/** Reads what the worker publishes, and holds it against the published schemas with an independent validator. */
public final class SchemaCheck {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Schemas.all()));
    private static final Schema RESULT = REGISTRY.getSchema(SchemaLocation.of(Schemas.RESULT));
    private static final Schema CALL = REGISTRY.getSchema(SchemaLocation.of(Schemas.CALL_ENTRY));

    private SchemaCheck() {}

    /** A result that is as the schema says. */
    public static JobResult result(byte[] value) {
        hold(RESULT, value);
        return ResultCodec.decode(value);
    }

    /** A call that is as the schema says. */
    public static CallEntry call(byte[] value) {
        hold(CALL, value);
        return ResultCodec.decodeCall(value);
    }

    private static void hold(Schema schema, byte[] value) {
        String json = new String(value, StandardCharsets.UTF_8);
        assertThat(schema.validate(json, InputFormat.JSON)).as(json).isEmpty();
    }
}
