package io.textmill.bench.chaos;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * When the calls that had to wait were made. Pure.
 *
 * @param early how many were made before any answer to the step before allowed for it
 * @param latest the longest time from when one was due until it was made for the first time
 */
record Lateness(int early, Duration latest) {

    static Lateness of(List<Call> calls) {
        Map<Call.Piece, List<Instant>> answers = calls.stream()
                .filter(Call::answered)
                .collect(groupingBy(Call::piece, mapping(call -> requireNonNull(call.end()), toList())));
        int early = 0;
        Duration latest = Duration.ZERO;
        var made = new HashSet<Call.Piece>();
        for (Call call : calls) {
            if (call.step() == 0) {
                continue;
            }
            // The last answer that allows for it: what it waited for beyond that was not asked for.
            Duration late = answers.getOrDefault(call.before(), List.of()).stream()
                    .map(answer -> Duration.between(answer.plus(call.pause()), call.begin()))
                    .filter(each -> !each.isNegative())
                    .min(Comparator.naturalOrder())
                    .orElse(null);
            early += late == null ? 1 : 0;
            if (made.add(call.piece()) && late != null && late.compareTo(latest) > 0) {
                latest = late;
            }
        }
        return new Lateness(early, latest);
    }
}
