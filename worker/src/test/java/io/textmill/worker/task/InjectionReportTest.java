package io.textmill.worker.task;

import io.textmill.contract.Task;
import io.textmill.worker.Golden;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.task.Injections.Injection;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Counts what leaks into values when a model obeys the texts, and shows it on a page. */
class InjectionReportTest {
    private static final String HEAD = """
        # Texts that give orders

        Generated: a test compares this page with the program, and writes it with `-Dgolden=write`.

        Texts are data. {count} texts that try to be instructions go through every task in every form of prompt: orders to set
        the instruction aside, fake ends of the text, role tags, made-up examples, JSON, look-alike letters, hidden and
        encoded orders. They are in `worker/src/test/resources/io/textmill/worker/task/injections.jsonl`.

        Whatever a model makes of them, the result keeps its shape: it is valid by `result.json`, a label is one of the
        job's, an extraction has the fields that were asked for and no others, a summary has its length; or the job fails
        and says why. No text can end the delimiters that it stands between. Tests hold that for each text.

        What no program can promise is that a model does not listen. So here is the worst case: the sandbox's *gullible*
        model, which finds the order in a text, whatever it stands between, and says what it is told to. *As without*: the
        result is that of an honest model. *Failed*: the answer was refused twice. **Leaked**: the job succeeded with a
        value that the order chose. A real model obeys far less often; what leaks here is what to expect when it does.

        """;

    private static final String HOW = """

        Refused are: a judgement or fields that stand in the text word for word, since an honest answer is no quotation; a
        label that is none of the job's; an answer without the fields; JSON in the place of a summary; an echo of the
        instruction. Left is what cannot be told from an honest answer by its form: a label of the job's own set, values
        that do stand in the text, words in the place of a summary. So take a result as said by the text's author: a review
        that asks to be called positive may be called positive.
        """;

    /** What became of a job. */
    private enum End {
        AS_WITHOUT,
        FAILED,
        LEAKED
    }

    private static End end(Task task, Injection injection, PromptLimit limit) {
        Step honest = Injections.run(task, injection.text(), limit, Injections.simulated(0, false));
        Step misled = Injections.run(task, injection.text(), limit, Injections.simulated(0, true));
        if (misled instanceof Step.Failed) {
            return honest instanceof Step.Failed ? End.AS_WITHOUT : End.FAILED;
        }
        return misled.equals(honest) ? End.AS_WITHOUT : End.LEAKED;
    }

    @Test
    void thePageShowsWhatLeaks() throws IOException {
        StringBuilder page = new StringBuilder(HEAD.replace("{count}", Integer.toString(Injections.ALL.size())));
        page.append("| task | form | texts | as without | failed | leaked |\n|---|---|---|---|---|---|\n");
        Map<String, Set<String>> leaks = new TreeMap<>();
        for (Task task : Task.values()) {
            for (Map.Entry<String, PromptLimit> form : Injections.FORMS.entrySet()) {
                List<End> ends = Injections.ALL.stream()
                        .map(injection -> noted(injection, end(task, injection, form.getValue()), task, leaks))
                        .toList();
                page.append("| %s | %s | %d | %d | %d | **%d** |%n"
                        .formatted(
                                task.wireName(),
                                form.getKey(),
                                ends.size(),
                                count(ends, End.AS_WITHOUT),
                                count(ends, End.FAILED),
                                count(ends, End.LEAKED)));
            }
        }
        page.append("\nThe texts that leak, by task and by what they try:\n\n| task | kind | texts |\n|---|---|---|\n");
        leaks.forEach((key, ids) -> page.append("| %s | %s |%n".formatted(key, String.join(", ", ids))));
        page.append(HOW);
        Golden.check("docs/injection.md", page.toString());
    }

    private static End noted(Injection injection, End end, Task task, Map<String, Set<String>> leaks) {
        if (end == End.LEAKED) {
            leaks.computeIfAbsent(task.wireName() + " | " + injection.kind(), _ -> new LinkedHashSet<>())
                    .add("`" + injection.id() + "`");
        }
        return end;
    }

    private static long count(List<End> ends, End wanted) {
        return ends.stream().filter(Predicate.isEqual(wanted)).count();
    }
}
