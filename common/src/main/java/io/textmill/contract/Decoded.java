package io.textmill.contract;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link JobCodec} made of a record's value. */
public sealed interface Decoded {

    /**
     * A job within all bounds.
     *
     * @param job the job
     * @param unknownFields fields that this version does not know, as dotted paths, the first 100
     *     of an object; tolerated, worth counting
     */
    record Valid(Job job, Set<String> unknownFields) implements Decoded {
        public Valid {
            unknownFields = Set.copyOf(unknownFields);
        }
    }

    /**
     * Not a job.
     *
     * @param jobId the job's id where it could be read all the same, so that it can be answered
     * @param code what is wrong
     * @param field which field, as a dotted path; empty when the value as a whole is wrong
     * @param value the offending value, shortened; never the text
     * @param allowed what is allowed instead
     */
    record Invalid(@Nullable String jobId, ErrorCode code, String field, String value, String allowed)
            implements Decoded {

        /** One line that names field, value and what is allowed. */
        public String message() {
            return (field.isEmpty() ? "value" : field) + ": " + value + "; allowed: " + allowed;
        }
    }
}
