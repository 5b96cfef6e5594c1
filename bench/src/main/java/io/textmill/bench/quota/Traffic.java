package io.textmill.bench.quota;

import io.textmill.bench.Failed;
import io.textmill.bench.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The calls that came to a provider, by its own books. Times are microseconds of Unix time: whole, so that the
 * edges of windows are exact.
 *
 * @param calls oldest first
 */
public record Traffic(List<Call> calls) {
    /** How much of the limit a stretch must use to count as settled, and how long it is. */
    private static final double SETTLED = 0.95;

    private static final int SETTLED_SECONDS = 10;

    private static final long SECOND = 1_000_000;

    /**
     * One call.
     *
     * @param at when it came
     * @param accepted whether it was within the limits
     * @param tokens what it used
     */
    public record Call(long at, boolean accepted, int tokens) {}

    public Traffic {
        calls = calls.stream().sorted(Comparator.comparingLong(Call::at)).toList();
    }

    /** From what {@code GET /arrivals} of a simulator says. */
    static Traffic parse(String json) {
        try {
            var calls = new ArrayList<Call>();
            for (JsonNode call : Json.MAPPER.readTree(json).required("calls")) {
                calls.add(new Call(
                        call.required("at").asLong(),
                        call.required("accepted").asBoolean(),
                        call.required("tokens").asInt()));
            }
            return new Traffic(calls);
        } catch (JacksonException e) {
            throw new Failed("the provider's arrivals are not the JSON that was agreed", e);
        }
    }

    /** Those that came in that stretch. */
    public Traffic between(long from, long to) {
        return new Traffic(
                calls.stream().filter(call -> from <= call.at && call.at < to).toList());
    }

    public long accepted() {
        return calls.stream().filter(Call::accepted).count();
    }

    long refused() {
        return calls.size() - accepted();
    }

    /** The accepted ones of the limit's, over so many seconds: of calls or of tokens, whichever is nearer to its limit. */
    double utilisation(Limit limit, double seconds) {
        double ofCalls = accepted() / (limit.perSecond() * seconds);
        if (!limit.countsTokens()) {
            return ofCalls;
        }
        long tokens =
                calls.stream().filter(Call::accepted).mapToLong(Call::tokens).sum();
        return Math.max(ofCalls, tokens / (limit.tokensPerMinute() / 60.0 * seconds));
    }

    /**
     * The most calls beyond the limit in any window of that length which ends in that stretch, refused ones included: a
     * provider that is strict accepts no more than its limit, whatever comes.
     */
    long overshoot(Limit limit, int windowSeconds, long from, long to) {
        Deque<Call> window = new ArrayDeque<>();
        long most = 0;
        for (Call call : calls) {
            window.addLast(call);
            while (window.getFirst().at <= call.at - windowSeconds * SECOND) {
                window.removeFirst();
            }
            if (from <= call.at && call.at < to) {
                most = Math.max(most, window.size());
            }
        }
        return Math.max(0, most - (long) limit.perSecond() * windowSeconds);
    }

    /** Seconds from there until calls are accepted at almost the full rate; all of the stretch when they never are. */
    public double secondsToSettle(Limit limit, long from, long to) {
        for (long begin = from; begin + SETTLED_SECONDS * SECOND <= to; begin += SECOND) {
            Traffic stretch = between(begin, begin + SETTLED_SECONDS * SECOND);
            if (stretch.utilisation(limit, SETTLED_SECONDS) >= SETTLED) {
                return (double) (begin - from) / SECOND;
            }
        }
        return (double) (to - from) / SECOND;
    }

    /** Accepted calls in each second from there on. */
    public List<Double> perSecond(long from, long to) {
        return perSecond(from, to, true);
    }

    /** Refused calls in each second from there on. */
    public List<Double> refusedPerSecond(long from, long to) {
        return perSecond(from, to, false);
    }

    private List<Double> perSecond(long from, long to, boolean accepted) {
        var counts = new double[(int) Math.max(1, Math.ceilDiv(to - from, SECOND))];
        for (Call call : calls) {
            long second = Math.floorDiv(call.at - from, SECOND);
            if (call.accepted == accepted && 0 <= second && second < counts.length) {
                counts[(int) second]++;
            }
        }
        return Arrays.stream(counts).boxed().toList();
    }
}
