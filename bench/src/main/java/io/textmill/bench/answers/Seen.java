package io.textmill.bench.answers;

import io.textmill.bench.Tally;
import io.textmill.sandbox.provider.Testimony;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What one run left.
 *
 * @param arm which one
 * @param jobs what was published
 * @param results by job
 * @param answered the answered calls of each job, in the order in which they ended
 * @param calls how many calls models worked on
 */
record Seen(Arm arm, List<Asked> jobs, Map<String, JsonNode> results, Map<String, List<Call>> answered, int calls) {

    /**
     * An answered call of a job.
     *
     * @param part which part of the text, -1 for none
     * @param testimony what its provider knows of it
     */
    record Call(int part, Testimony testimony) {}

    Seen {
        jobs = List.copyOf(jobs);
        results = Map.copyOf(results);
        answered = Map.copyOf(answered);
    }

    Seen(Arm arm, List<Asked> jobs, Tally tally, Map<String, Testimony> testimonies) {
        this(arm, jobs, results(jobs, tally), answered(tally.calls(), testimonies), testimonies.size());
    }

    Optional<JsonNode> result(Asked job) {
        return Optional.ofNullable(results.get(job.jobId()));
    }

    List<Call> answered(Asked job) {
        return answered.getOrDefault(job.jobId(), List.of());
    }

    private static Map<String, JsonNode> results(List<Asked> jobs, Tally tally) {
        var results = new HashMap<String, JsonNode>();
        for (Asked job : jobs) {
            JsonNode result = tally.resultOf(job.jobId());
            if (result != null) {
                results.put(job.jobId(), result);
            }
        }
        return results;
    }

    private static Map<String, List<Call>> answered(List<JsonNode> calls, Map<String, Testimony> testimonies) {
        var answered = new HashMap<String, List<Call>>();
        for (JsonNode call : calls) {
            Testimony testimony = testimonies.get(number(call));
            if (testimony != null && call.path("outcome").asString("").equals("answered")) {
                answered.computeIfAbsent(call.path("jobId").asString(""), _ -> new ArrayList<>())
                        .add(new Call(call.path("part").asInt(-1), testimony));
            }
        }
        return answered;
    }

    /** Under whichever name the provider gives it. */
    private static String number(JsonNode call) {
        String orderId = call.path("order_id").asString("");
        String taskNo = call.path("taskNo").asString("");
        return orderId.isEmpty() ? taskNo.isEmpty() ? call.path("id").asString("") : taskNo : orderId;
    }
}
