package io.textmill.sandbox.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Header fields in their order; names compare without case. Immutable. */
public record Headers(List<Field> fields) {

    /** No header fields. */
    public static final Headers NONE = new Headers(List.of());

    public Headers {
        fields = List.copyOf(fields);
    }

    /** One header field. */
    public record Field(String name, String value) {
        boolean isNamed(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    /** One header field alone. */
    public static Headers of(String name, String value) {
        return NONE.with(name, value);
    }

    /** The value of the first field of that name. */
    public Optional<String> first(String name) {
        return fields.stream()
                .filter(field -> field.isNamed(name))
                .map(Field::value)
                .findFirst();
    }

    /** The values of all fields of that name. */
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.isNamed(name))
                .map(Field::value)
                .toList();
    }

    /** These with that field in the place of all others of its name. */
    public Headers with(String name, String value) {
        return new Headers(
                Stream.concat(fields.stream().filter(field -> !field.isNamed(name)), Stream.of(new Field(name, value)))
                        .toList());
    }

    /** These and those, which win over fields of the same name here. */
    public Headers with(Headers others) {
        var all = this;
        for (var field : others.fields) {
            all = all.with(field.name(), field.value());
        }
        return all;
    }
}
