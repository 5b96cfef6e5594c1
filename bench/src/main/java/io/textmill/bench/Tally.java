package io.textmill.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Counts what came back against what was published. Used by one thread.
 *
 * <p>The unit is the record: a jobId that was published twice is owed two results.
 */
public final class Tally {
    private final List<Published> published;
    private final Map<String, Integer> owed = new HashMap<>();
    private final Map<String, List<JsonNode>> results = new HashMap<>();
    private final Map<Published.Origin, String> deadLetters = new HashMap<>();
    private final Set<Published.Origin> brokenWithoutAnswer = new HashSet<>();
    private final List<JsonNode> calls = new ArrayList<>();
    private final Set<Published.Origin> origins = new HashSet<>();
    private int owedResults;
    private int duplicates;
    private int answers;
    private int succeeded;
    private int failed;

    public Tally(List<Published> published) {
        this.published = List.copyOf(published);
        for (Published record : this.published) {
            origins.add(record.origin());
            if (record.input().jobId() != null) {
                owed.merge(record.input().jobId(), 1, Integer::sum);
                owedResults++;
            }
            if (record.input().broken()) {
                brokenWithoutAnswer.add(record.origin());
            }
        }
    }

    /** A result became visible. */
    void result(JsonNode result) {
        String jobId = result.path("jobId").asString("");
        List<JsonNode> seen = results.computeIfAbsent(jobId, _ -> new ArrayList<>());
        seen.add(result);
        if (seen.size() > owed.getOrDefault(jobId, 0)) {
            duplicates++;
            return;
        }
        answers++;
        if (result.path("status").asString("").equals("succeeded")) {
            succeeded++;
        } else {
            failed++;
        }
    }

    /** A dead letter became visible. */
    void deadLetter(Published.Origin origin, String errorCode) {
        if (!origins.contains(origin) || deadLetters.putIfAbsent(origin, errorCode) != null) {
            duplicates++;
            return;
        }
        brokenWithoutAnswer.remove(origin);
    }

    /** A call's record became visible. */
    void call(JsonNode call) {
        calls.add(call);
    }

    /** Whether everything that is owed has come. */
    public boolean complete() {
        return answers == owedResults && brokenWithoutAnswer.isEmpty();
    }

    public int jobs() {
        return published.size();
    }

    /** Records that still miss their result, or their dead letter. */
    public int missing() {
        Map<String, Integer> left = new HashMap<>();
        results.forEach((jobId, seen) -> left.put(jobId, seen.size()));
        int missing = 0;
        for (Published record : published) {
            String jobId = record.input().jobId();
            boolean resultMissing = jobId != null && left.merge(jobId, -1, Integer::sum) < 0;
            if (resultMissing || brokenWithoutAnswer.contains(record.origin())) {
                missing++;
            }
        }
        return missing;
    }

    /** Visible results and dead letters beyond what is owed. */
    public int duplicates() {
        return duplicates;
    }

    public int succeeded() {
        return succeeded;
    }

    /** Results that say failed or expired. */
    int failed() {
        return failed;
    }

    public int deadLettered() {
        return deadLetters.size();
    }

    /** How many results and lone dead letters came: grows while the worker gets on. */
    public int events() {
        return answers + deadLetters.size();
    }

    List<Published> published() {
        return published;
    }

    /** The first result of that job. */
    public @Nullable JsonNode resultOf(@Nullable String jobId) {
        return jobId == null
                ? null
                : results.getOrDefault(jobId, List.of()).stream().findFirst().orElse(null);
    }

    /** The error code of that record's dead letter. */
    @Nullable
    String deadLetterOf(Published.Origin origin) {
        return deadLetters.get(origin);
    }

    /** Every call that was recorded. */
    public List<JsonNode> calls() {
        return List.copyOf(calls);
    }

    /** What is wrong beyond the counts: a broken record with another error, a failure without its dead letter. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        for (Published record : published) {
            Input input = record.input();
            String code = deadLetters.get(record.origin());
            JsonNode result = owed.getOrDefault(input.jobId(), 0) == 1 ? resultOf(input.jobId()) : null;
            String got = input.broken() ? unexpected(input, code, result) : null;
            if (got != null) {
                problems.add(
                        "broken record %s: expected %s, got %s".formatted(name(record), input.expectedError(), got));
            }
            if (code == null
                    && result != null
                    && !result.path("status").asString("").equals("succeeded")) {
                problems.add("job %s failed without a dead letter".formatted(name(record)));
            }
        }
        return problems;
    }

    /** What came of a broken record in place of the error it must end with; null while nothing else came. */
    private static @Nullable String unexpected(Input input, @Nullable String code, @Nullable JsonNode result) {
        if (code != null && !code.equals(input.expectedError())) {
            return code;
        }
        if (result == null) {
            return null;
        }
        if (result.path("status").asString("").equals("succeeded")) {
            return "a success";
        }
        String told = result.path("error").path("code").asString("");
        return told.equals(input.expectedError()) ? null : "a result with the error '" + told + "'";
    }

    private static String name(Published record) {
        String jobId = record.input().jobId();
        return jobId != null ? jobId : record.origin().toString();
    }
}
