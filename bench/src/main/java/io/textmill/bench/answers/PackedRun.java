package io.textmill.bench.answers;

import java.util.HashMap;
import tools.jackson.databind.JsonNode;

/**
 * What packing short texts came to.
 *
 * @param jobs short jobs
 * @param calls calls they took
 * @param succeeded jobs with an answer
 * @param wrong jobs whose label is another one than when asked alone, where that is known
 */
record PackedRun(int jobs, int calls, int succeeded, int wrong) {

    /**
     * Of a run of packed jobs.
     *
     * @param seen that run, of jobs without options
     * @param alone a run without packing and without messiness, of the same texts among others
     */
    static PackedRun of(Seen seen, Seen alone) {
        var labels = new HashMap<String, String>();
        alone.jobs().stream()
                .filter(job -> !job.options().has("labels"))
                .forEach(job -> labels.put(job.jobId(), label(alone, job)));
        int succeeded = 0;
        int wrong = 0;
        for (Asked job : seen.jobs()) {
            String label = label(seen, job);
            String other = labels.getOrDefault(job.jobId(), "");
            succeeded += label.isEmpty() ? 0 : 1;
            wrong += label.isEmpty() || other.isEmpty() || label.equals(other) ? 0 : 1;
        }
        return new PackedRun(seen.jobs().size(), seen.calls(), succeeded, wrong);
    }

    double jobsPerCall() {
        return (double) jobs / Math.max(1, calls);
    }

    private static String label(Seen seen, Asked job) {
        return seen.result(job)
                .map(result -> result.path("sentiment").path("label"))
                .map((JsonNode label) -> label.asString(""))
                .orElse("");
    }
}
