package io.textmill.worker.config;

import org.jspecify.annotations.Nullable;

/**
 * A key that the file may have, as it was declared where it is read.
 *
 * @param path with names in place of what operators name, such as {@code providers.<name>.timeout}
 * @param variant the kind of provider that it belongs to; null outside of providers
 * @param type the type's name
 * @param fallback the default; null for a required key, empty where absence is a meaning of its own
 * @param allowed what values it takes
 * @param doc what it means
 */
record Key(
        String path,
        @Nullable String variant,
        String type,
        @Nullable String fallback,
        String allowed,
        String doc) {}
