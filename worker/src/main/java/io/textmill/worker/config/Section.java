package io.textmill.worker.config;

import io.textmill.worker.config.YamlNode.Mapping;
import io.textmill.worker.config.YamlNode.Nothing;
import io.textmill.worker.config.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over one section of the file. To read a key is to declare it: its type, its default and its meaning. Nothing
 * here throws: what is wrong is noted, a stand-in is returned, and reading goes on.
 */
final class Section {
    private final Binding binding;
    private final Mapping mapping;
    private final String path;
    private final String declaredPath;
    /** Written once, by {@link #becomes}. */
    private @Nullable String variant;

    /** Whether the section itself may be left out; written once, by the parent. */
    private boolean mayBeAbsent;

    private final Set<String> known = new LinkedHashSet<>();
    private final List<Section> children = new ArrayList<>();

    private Section(Binding binding, Mapping mapping, String path, String declaredPath, @Nullable String variant) {
        this.binding = binding;
        this.mapping = mapping;
        this.path = path;
        this.declaredPath = declaredPath;
        this.variant = variant;
    }

    static Section root(Mapping mapping, Binding binding) {
        return new Section(binding, mapping, "", "", null);
    }

    /** A value that must be there. */
    <T> T required(String key, Type<T> type, String doc) {
        declare(key, type, mayBeAbsent ? "required in this section" : null, doc);
        var value = read(key, type);
        if (value == null) {
            binding.problems.error(path(key), "is missing, must be " + type.allowed());
            return type.standIn();
        }
        return effective(key, type, value);
    }

    /** A value with a default. */
    <T> T optional(String key, Type<T> type, T fallback, String doc) {
        return optional(key, type, fallback, type.print().apply(fallback), doc);
    }

    /** A value with a default that the reference describes in words. */
    <T> T optional(String key, Type<T> type, T fallback, String fallbackInWords, String doc) {
        declare(key, type, fallbackInWords, doc);
        var value = read(key, type);
        return effective(key, type, value == null ? fallback : value);
    }

    /** A value whose absence means something. */
    <T> @Nullable T maybe(String key, Type<T> type, String doc) {
        return maybe(key, type, "", doc);
    }

    /** A value whose absence means something that the reference describes in words. */
    <T> @Nullable T maybe(String key, Type<T> type, String absenceInWords, String doc) {
        declare(key, type, absenceInWords, doc);
        var value = read(key, type);
        return value == null ? null : effective(key, type, value);
    }

    /** A section; an empty one when it is absent. */
    Section section(String key) {
        known.add(key);
        var node = mapping.entries().getOrDefault(key, new Nothing(mapping.line()));
        return child(key, asMapping(key, node), key);
    }

    /** A section whose absence means something. */
    @Nullable
    Section maybeSection(String key) {
        known.add(key);
        var node = mapping.entries().get(key);
        if (node == null || node instanceof Nothing) {
            return null;
        }
        var child = child(key, asMapping(key, node), key);
        child.mayBeAbsent = true;
        return child;
    }

    /** All sections in this one, by names that operators choose. */
    Map<String, Section> named(String placeholder) {
        var sections = new LinkedHashMap<String, Section>();
        mapping.entries().forEach((name, node) -> {
            known.add(name);
            sections.put(name, child(name, asMapping(name, node), placeholder));
        });
        return sections;
    }

    /** All values of a section with keys of any name. */
    Map<String, String> free(String key, Function<String, Type<String>> typeOf, String doc) {
        known.add(key);
        binding.keys.add(new Key(declared(key), variant, "section", "", "keys with a single value each", doc));
        var node = mapping.entries().get(key);
        var values = new LinkedHashMap<String, String>();
        if (node != null) {
            var section = child(key, asMapping(key, node), key);
            for (var name : section.mapping.entries().keySet()) {
                section.known.add(name);
                var type = typeOf.apply(name);
                var value = section.read(name, type);
                values.put(name, value == null ? "" : section.effective(name, type, value));
            }
        }
        return values;
    }

    /** Says that the keys from here on belong to one kind of provider only. */
    void becomes(String kind) {
        variant = kind;
    }

    /** Takes every key as known: which ones there may be cannot be told. */
    void giveUp() {
        known.addAll(mapping.entries().keySet());
    }

    /** Notes every key here and below that nothing asked for. */
    void reportUnknownKeys() {
        mapping.entries().forEach((key, node) -> {
            if (!known.contains(key)) {
                binding.problems.place(path(key), node.line());
                binding.problems.error(path(key), "is not a known key; " + Suggestion.of(key, known));
            }
        });
        children.forEach(Section::reportUnknownKeys);
    }

    /** The path of a key here. */
    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    boolean isEmpty() {
        return mapping.entries().isEmpty();
    }

    /** Whether that key holds what the file says. */
    boolean sound(String key) {
        return binding.problems.sound(path(key));
    }

    /** Notes an error about the section itself. */
    void error(String message) {
        binding.problems.error(path, message);
    }

    void error(String key, String message) {
        binding.problems.error(path(key), message);
    }

    void warning(String key, String message) {
        binding.problems.warning(path(key), message);
    }

    /** The value of a scalar, or null after an error. */
    private <T> @Nullable T parse(String at, Scalar scalar, Type<T> type) {
        if (type.form() != Type.Form.ANY && !scalar.string()) {
            wrong(at, type, scalar.kind() + (type.form() == Type.Form.TEXT ? ", put it in quotes" : ""));
            return null;
        }
        var resolved = Placeholders.resolve(scalar.text(), binding.environment);
        resolved.unset()
                .forEach(name ->
                        binding.problems.error(at, "needs the environment variable " + name + ", which is not set"));
        if (resolved.malformed()) {
            binding.problems.error(
                    at, "has a ${ that begins no ${NAME} or ${NAME:-default}; write $${ for the characters");
        }
        if (resolved.malformed() || !resolved.unset().isEmpty()) {
            return null;
        }
        if (type.form() == Type.Form.SECRET && !resolved.any()) {
            binding.literalSecrets.add(at);
        }
        var value = type.parse().parse(resolved.text());
        if (value == null) {
            // A value from the environment is not shown: a secret may have been put under a wrong key.
            wrong(at, type, Excerpt.of(scalar.text()) + (resolved.any() ? " after replacing" : ""));
        }
        return value;
    }

    private void wrong(String at, Type<?> type, String found) {
        var shown = type.form() == Type.Form.SECRET ? Type.MASK : found;
        binding.problems.error(at, "is " + shown + ", must be " + type.allowed());
    }

    /** The value; null when absent, a stand-in when wrong. */
    private <T> @Nullable T read(String key, Type<T> type) {
        var node = mapping.entries().get(key);
        if (node == null) {
            return null;
        }
        binding.problems.place(path(key), node.line());
        return switch (node) {
            case Nothing _ -> null;
            case Scalar scalar -> {
                var value = parse(path(key), scalar, type);
                yield value == null ? type.standIn() : value;
            }
            default -> {
                binding.problems.error(path(key), "is " + node.kind() + ", must be " + type.allowed());
                yield type.standIn();
            }
        };
    }

    private <T> T effective(String key, Type<T> type, T value) {
        binding.effective.put(path(key), type.shown(value));
        return value;
    }

    private void declare(String key, Type<?> type, @Nullable String fallback, String doc) {
        known.add(key);
        binding.keys.add(new Key(declared(key), variant, type.name(), fallback, type.allowed(), doc));
    }

    private String declared(String key) {
        return declaredPath.isEmpty() ? key : declaredPath + "." + key;
    }

    private Section child(String key, Mapping node, String declaredKey) {
        var child = new Section(binding, node, path(key), declared(declaredKey), variant);
        children.add(child);
        return child;
    }

    private Mapping asMapping(String key, YamlNode node) {
        if (mapping.entries().containsKey(key)) {
            binding.problems.place(path(key), node.line());
        }
        if (node instanceof Mapping found) {
            return found;
        }
        if (!(node instanceof Nothing)) {
            binding.problems.error(path(key), "is " + node.kind() + ", must be a section of keys and values");
        }
        return new Mapping(Map.of(), node.line());
    }
}
