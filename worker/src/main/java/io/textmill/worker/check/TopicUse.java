package io.textmill.worker.check;

import java.time.Duration;

/** A topic and what the engine does with it. */
sealed interface TopicUse {
    /** The longest answer that a provider gives is far below this. */
    int ENTRY_BYTES = 512 << 10;

    /** Its name. */
    String topic();

    /** The largest record that it must take, with key and headers. */
    int bytes();

    /** Whether it is read. */
    default boolean isRead() {
        return !(this instanceof Output || this instanceof Calls);
    }

    /** Whether it is written to. */
    default boolean isWritten() {
        return !(this instanceof Input);
    }

    /** How the brokers may tidy it up: {@code delete} by age, {@code compact} by key, or both. */
    default String cleanup() {
        return switch (this) {
            case Markers _ -> "compact";
            case Journal _ -> "compact,delete";
            case Input _, Retry _, Output _, Calls _, Budget _ -> "delete";
        };
    }

    /**
     * Records are taken from it.
     *
     * @param bytes the largest that work accepts
     * @param age how old a record may become before it is worked on
     * @param first the first input that shares its retry topics; itself when it shares them with none before it
     */
    record Input(String topic, int bytes, Duration age, String first) implements TopicUse {}

    /**
     * Records of an input wait in it for another attempt.
     *
     * @param input the topic that the records came from
     * @param delay how long they stay at least
     */
    record Retry(String topic, String input, int bytes, Duration delay) implements TopicUse {}

    /** What comes of the work is published to it. */
    record Output(String topic, int bytes) implements TopicUse {}

    /**
     * It holds what was asked and answered for records that are not done.
     *
     * @param input the topic of those records
     * @param age how old a record may become before it is worked on
     */
    record Journal(String topic, String input, Duration age) implements TopicUse {
        @Override
        public int bytes() {
            return ENTRY_BYTES;
        }
    }

    /** Every call is recorded in it, for bills that come later. */
    record Calls(String topic, int bytes) implements TopicUse {}

    /** It holds the leases of caps: what is deleted too early could be spent twice. */
    record Budget(String topic) implements TopicUse {
        @Override
        public int bytes() {
            return 0;
        }
    }

    /** It holds a small marker for each partition that the group has begun. */
    record Markers(String topic) implements TopicUse {
        @Override
        public int bytes() {
            return 0;
        }
    }
}
