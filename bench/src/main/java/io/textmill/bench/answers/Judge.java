package io.textmill.bench.answers;

import io.textmill.bench.ContractCheck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Holds results against schema, options, and what the providers know that their models meant. */
final class Judge {
    private final ContractCheck schema = new ContractCheck();

    /** What became of each job, in their order. */
    List<Verdict> judge(Seen seen) {
        return seen.jobs().stream().map(job -> judge(seen, job)).toList();
    }

    private Verdict judge(Seen seen, Asked job) {
        List<Seen.Call> answered = seen.answered(job);
        Verdict.Calls calls = calls(answered);
        JsonNode result = seen.result(job).orElse(null);
        if (result == null) {
            return ended(job, Verdict.End.MISSING, List.of(), calls);
        }
        boolean isInSchema = schema.result(result);
        if (!result.path("status").asString("").equals("succeeded")) {
            String code = result.path("error").path("code").asString("");
            boolean isRefused = code.equals("answer_unusable");
            String why = code + ": " + result.path("error").path("message").asString("");
            return ended(job, isRefused ? Verdict.End.REFUSED : Verdict.End.FAILED, List.of(why), calls);
        }
        var flaws = new ArrayList<>(OwnOptions.flaws(job, result));
        if (!isInSchema) {
            flaws.add("not in the schema");
        }
        var wrong = new ArrayList<String>();
        Collection<Seen.Call> accepted = accepted(answered);
        accepted.stream()
                .filter(call -> !call.testimony().readable())
                .forEach(call ->
                        wrong.add("taken for an answer: " + call.testimony().said()));
        var lost = new ArrayList<String>();
        switch (job.task()) {
            case SUMMARIZE -> wrong.addAll(SummaryTruth.wrong(job, result, answered));
            case SENTIMENT -> wrong.addAll(SentimentTruth.wrong(job, result.path("sentiment"), accepted));
            case EXTRACTION -> {
                var truth = ExtractionTruth.of(accepted);
                wrong.addAll(truth.wrong(result.path("extraction"), job.text()));
                lost.addAll(truth.lost(result.path("extraction")));
            }
        }
        return new Verdict(job.task(), Verdict.End.SUCCEEDED, flaws, wrong, lost, calls, places(result));
    }

    private static Verdict ended(Asked job, Verdict.End end, List<String> flaws, Verdict.Calls calls) {
        return new Verdict(job.task(), end, flaws, List.of(), List.of(), calls, Verdict.Places.NONE);
    }

    private static Verdict.Places places(JsonNode result) {
        JsonNode entities = result.path("extraction").path("entities");
        long ungrounded = entities.valueStream()
                .filter(entity -> !entity.path("grounded").asBoolean(false))
                .count();
        return new Verdict.Places(entities.size(), (int) ungrounded);
    }

    /** Of those that asked the same, the last one: the others were not of use. */
    private static Collection<Seen.Call> accepted(List<Seen.Call> answered) {
        Map<String, Seen.Call> last = new LinkedHashMap<>();
        answered.forEach(call -> last.put(question(call), call));
        return last.values();
    }

    private static Verdict.Calls calls(List<Seen.Call> answered) {
        Map<String, Seen.Call> before = new LinkedHashMap<>();
        int again = 0;
        int needless = 0;
        for (Seen.Call call : answered) {
            Seen.Call first = before.put(question(call), call);
            again += first == null ? 0 : 1;
            needless += first != null && first.testimony().readable() ? 1 : 0;
        }
        return new Verdict.Calls(answered.size(), again, needless);
    }

    private static String question(Seen.Call call) {
        return call.part() + ":" + call.testimony().about();
    }
}
