package io.textmill.bench.answers;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a summary should be: the last model's right answer, made of nothing but the text and other right answers. */
final class SummaryTruth {
    private SummaryTruth() {}

    /** What of the summary, or of what was given to a model on the way, no model meant. */
    static List<String> wrong(Asked job, JsonNode result, List<Seen.Call> answered) {
        var wrong = new ArrayList<String>();
        var known = new ArrayList<String>();
        known.add(even(job.text()));
        answered.forEach(call -> known.add(even(call.testimony().truth())));
        for (Seen.Call call : answered) {
            call.testimony()
                    .about()
                    .lines()
                    .map(SummaryTruth::even)
                    .filter(line -> known.stream().noneMatch(text -> text.contains(line)))
                    .forEach(line -> wrong.add("given to a merge: " + line));
        }
        String summary = even(result.path("summary").asString(""));
        String truth =
                answered.isEmpty() ? "" : even(answered.getLast().testimony().truth());
        boolean cut = result.path("cut").asBoolean(false);
        if (cut ? !truth.startsWith(summary) : !truth.equals(summary)) {
            wrong.add("'" + summary + "' for '" + truth + "'");
        }
        return wrong;
    }

    /** With one blank for each stretch of white space. */
    private static String even(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
