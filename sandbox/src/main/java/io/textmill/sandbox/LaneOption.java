package io.textmill.sandbox;

import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A lane of a task, written {@code sentiment.acme}. */
record LaneOption(Task task, String lane) {

    /** Where its jobs are published. */
    String topic(Topics topics) {
        return topics.jobs(task, lane);
    }

    /** Reads one from the command line. */
    static final class Converter implements ITypeConverter<LaneOption> {
        @Override
        public LaneOption convert(String text) {
            for (Task task : Task.values()) {
                String prefix = task.wireName() + ".";
                if (text.startsWith(prefix)
                        && Topics.LANE.matcher(text.substring(prefix.length())).matches()) {
                    return new LaneOption(task, text.substring(prefix.length()));
                }
            }
            throw new TypeConversionException("'" + text + "' is not TASK.LANE, such as sentiment.acme");
        }
    }
}
