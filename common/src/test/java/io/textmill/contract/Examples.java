package io.textmill.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.textmill.schemas.Schemas;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The schemas and their examples, for the tests of the records that mirror them. */
final class Examples {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Schemas.all()));

    private Examples() {}

    /** One example. */
    record Example(String name, byte[] value) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Error> errors(String schema, byte[] value) {
        return REGISTRY.getSchema(SchemaLocation.of(schema)).validate(new String(value, UTF_8), InputFormat.JSON);
    }

    static String schemaOf(Task task) {
        return switch (task) {
            case SUMMARIZE -> Schemas.JOB_SUMMARIZE;
            case SENTIMENT -> Schemas.JOB_SENTIMENT;
            case EXTRACTION -> Schemas.JOB_EXTRACTION;
        };
    }

    /** The examples of {@code <schema>/<kind>}, from the folder or the jar. */
    static List<Example> of(String folder) {
        try {
            URI uri = Schemas.class.getResource("examples/" + folder).toURI();
            if (!uri.getScheme().equals("jar")) {
                return read(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return read(jar.provider().getPath(uri));
            }
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Example> read(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(Examples::example).toList();
        }
    }

    private static Example example(Path file) {
        try {
            return new Example(file.getFileName().toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
