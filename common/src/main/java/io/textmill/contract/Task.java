package io.textmill.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a job asks for. Each task has topics of its own. */
public enum Task {
    SUMMARIZE,
    SENTIMENT,
    EXTRACTION;

    /** The name on the wire and in topic names: {@code summarize}, {@code sentiment} or {@code extraction}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All wire names, for error messages. */
    public static List<String> wireNames() {
        return Arrays.stream(values()).map(Task::wireName).toList();
    }

    /**
     * The task of that wire name.
     *
     * @throws IllegalArgumentException when there is none
     */
    @JsonCreator
    public static Task of(String wireName) {
        return Arrays.stream(values())
                .filter(task -> task.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("task must be one of " + wireNames()));
    }
}
