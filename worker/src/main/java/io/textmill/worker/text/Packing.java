package io.textmill.worker.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses cuts: the fewest parts, and the cheapest cuts at that number.
 *
 * <p>Filling each part to the brim gives the fewest parts, because a later start never reaches less far. Doing the same
 * from the end gives, for each cut, the range it may move in without costing a part; a sliding minimum over neighbouring
 * ranges then finds the cheapest way through.
 */
final class Packing {
    private final Candidates candidates;
    private final int[] context;
    private final int room;
    private final int[] cost;

    private Packing(Candidates candidates, int[] context, int room, int[] cost) {
        this.candidates = candidates;
        this.context = context;
        this.room = room;
        this.cost = cost;
    }

    /** The chosen candidates in order, the text's two ends included. */
    static int[] fewestThenNicest(Candidates candidates, int[] context, int room, int[] cost) {
        return new Packing(candidates, context, room, cost).cuts();
    }

    private boolean fits(int from, int to) {
        return candidates.size(context[from], to) <= room;
    }

    private int[] cuts() {
        List<Integer> latest = latest();
        int parts = latest.size() - 1;
        int[] earliest = earliest(parts);
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer(0, new int[1], new int[1]));
        for (int part = 1; part <= parts; part++) {
            layers.add(next(layers.get(part - 1), earliest[part], latest.get(part)));
        }
        int[] cuts = new int[parts + 1];
        cuts[parts] = candidates.count() - 1;
        for (int part = parts; part > 0; part--) {
            Layer layer = layers.get(part);
            cuts[part - 1] = layer.from[cuts[part] - layer.first];
        }
        return cuts;
    }

    private List<Integer> latest() {
        List<Integer> latest = new ArrayList<>(List.of(0));
        int at = 0;
        int end = candidates.count() - 1;
        while (at < end) {
            int next = at + 1;
            while (next < end && fits(at, next + 1)) {
                next++;
            }
            latest.add(next);
            at = next;
        }
        return latest;
    }

    private int[] earliest(int parts) {
        int[] earliest = new int[parts + 1];
        earliest[parts] = candidates.count() - 1;
        for (int part = parts; part > 1; part--) {
            int from = earliest[part] - 1;
            while (from > 0 && fits(from - 1, earliest[part])) {
                from--;
            }
            earliest[part - 1] = from;
        }
        return earliest;
    }

    /** For each candidate of a range, the cheapest way to end a part there. */
    private Layer next(Layer before, int first, int last) {
        int width = last - first + 1;
        Layer layer = new Layer(first, new int[width], new int[width]);
        int[] window = new int[before.price.length];
        int head = 0;
        int tail = 0;
        int entering = before.first;
        for (int to = first; to <= last; to++) {
            for (; entering < to && entering < before.first + before.price.length; entering++) {
                while (tail > head && before.at(window[tail - 1]) >= before.at(entering)) {
                    tail--;
                }
                window[tail++] = entering;
            }
            while (head < tail && !fits(window[head], to)) {
                head++;
            }
            boolean reachable = head < tail && before.at(window[head]) < Layer.UNREACHABLE;
            layer.from[to - first] = reachable ? window[head] : 0;
            layer.price[to - first] =
                    reachable ? before.at(window[head]) + cost[candidates.rank(to)] : Layer.UNREACHABLE;
        }
        return layer;
    }

    /**
     * The ways to end one part.
     *
     * @param first the first candidate of its range
     * @param price what the cuts cost up to each candidate of the range
     * @param from the cut before, for each candidate of the range
     */
    private record Layer(int first, int[] price, int[] from) {
        static final int UNREACHABLE = Integer.MAX_VALUE;

        int at(int candidate) {
            return price[candidate - first];
        }
    }
}
