package io.textmill.worker.task;

import io.textmill.contract.ErrorCode;
import io.textmill.worker.task.Step.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Asks several questions, reads the answers, and asks once more those whose answer could not be read, saying what was wrong
 * with it.
 */
final class Asking {
    private Asking() {}

    /**
     * One question and how its answer is read.
     *
     * @param first how it is asked
     * @param again how it is asked after an answer of no use, by what was wrong with it
     */
    record Query<T>(Question first, Function<String, Question> again, Function<String, Reading<T>> reader) {}

    /** The step that asks these; {@code then} gets what was read, in order. */
    static <T> Step ask(List<Query<T>> queries, Function<List<T>, Step> then) {
        if (queries.isEmpty()) {
            return then.apply(List.of());
        }
        List<Question> questions = queries.stream().map(Query::first).toList();
        return new Step.Ask(questions, answers -> read(queries, answers, then));
    }

    private static <T> Step read(List<Query<T>> queries, List<String> answers, Function<List<T>, Step> then) {
        if (answers.size() != queries.size()) {
            throw new IllegalArgumentException(answers.size() + " answers to " + queries.size() + " questions");
        }
        List<Reading<T>> readings = new ArrayList<>();
        List<Integer> unread = new ArrayList<>();
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            Query<T> query = queries.get(i);
            Reading<T> reading = query.reader().apply(answers.get(i));
            readings.add(reading);
            if (reading instanceof Reading.Refused<T>(String why)) {
                unread.add(i);
                questions.add(query.again().apply(why));
            }
        }
        return unread.isEmpty()
                ? then.apply(values(readings))
                : new Step.Ask(questions, second -> readAgain(queries, readings, unread, second, then));
    }

    private static <T> Step readAgain(
            List<Query<T>> queries,
            List<Reading<T>> readings,
            List<Integer> unread,
            List<String> answers,
            Function<List<T>, Step> then) {
        List<Reading<T>> all = new ArrayList<>(readings);
        for (int i = 0; i < unread.size(); i++) {
            int query = unread.get(i);
            Reading<T> reading = queries.get(query).reader().apply(answers.get(i));
            if (reading instanceof Reading.Refused<T>(String why)) {
                return Failures.of(
                        ErrorCode.ANSWER_UNUSABLE,
                        "answer " + (query + 1) + " of " + queries.size() + ", asked twice: " + why);
            }
            all.set(query, reading);
        }
        return then.apply(values(all));
    }

    private static <T> List<T> values(List<Reading<T>> readings) {
        List<T> values = new ArrayList<>();
        for (Reading<T> reading : readings) {
            if (reading instanceof Reading.Right<T>(T value)) {
                values.add(value);
            }
        }
        return values;
    }
}
