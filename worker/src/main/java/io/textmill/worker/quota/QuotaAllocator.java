package io.textmill.worker.quota;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Divides the fleet's limits among its workers. Every worker does so for itself, and the parts fit together because all
 * lay the same partitions side by side on [0,1), in the same order, and only take what stands over their own. Pure.
 */
public sealed interface QuotaAllocator {

    /** What belongs to the worker that has those partitions. */
    Portion portion(FleetReading reading, Set<FleetPartition> ours);

    /**
     * A partition's length follows its share of the backlog, so that the limit goes where the work is.
     *
     * @param even the part that is divided evenly all the same, so that a partition which was empty can begin at once
     */
    record Backlog(double even) implements QuotaAllocator {
        /** With 2 %: more is lost where all work is in one partition, less makes a beginning slow. */
        public static final Backlog DEFAULT = new Backlog(0.02);

        public Backlog {
            if (!(even > 0 && even <= 1)) {
                throw new IllegalArgumentException("the even part must be above 0 and at most 1, not " + even);
            }
        }

        @Override
        public Portion portion(FleetReading reading, Set<FleetPartition> ours) {
            return sideBySide(reading, ours, reading.total() > 0 ? even : 1);
        }
    }

    /** All partitions are of the same length, whatever waits in them. What an idle one's worker does not use is lost. */
    record Partition() implements QuotaAllocator {
        @Override
        public Portion portion(FleetReading reading, Set<FleetPartition> ours) {
            return sideBySide(reading, ours, 1);
        }
    }

    /**
     * Each worker has one part of as many as there are workers, whatever it has to do, and without asking anybody. Which
     * one is told by the number that its id ends with (as those of a StatefulSet's pods do), or else by a hash of the id.
     *
     * <p>Its weakness: two ids may fall on the same part, which is then used twice while another is not used at all; a
     * fleet of more workers than configured exceeds the limit, one of fewer leaves some unused; and a worker without work
     * keeps its part from the others.
     *
     * @param workers workers in the fleet
     * @param worker this worker's id
     */
    record Static(int workers, String worker) implements QuotaAllocator {
        private static final Pattern ENDS_WITH_NUMBER = Pattern.compile("[0-9]{1,9}$");

        public Static {
            if (workers < 1) {
                throw new IllegalArgumentException("a fleet has at least 1 worker, not " + workers);
            }
        }

        @Override
        public Portion portion(FleetReading reading, Set<FleetPartition> ours) {
            return portion();
        }

        /** This worker's part: it depends on nothing that changes. */
        public Portion portion() {
            double size = 1.0 / workers;
            int place = place();
            return Portion.of(
                    List.of(new Portion.Interval(place * size, place + 1 == workers ? 1 : (place + 1) * size)));
        }

        private int place() {
            Matcher number = ENDS_WITH_NUMBER.matcher(worker);
            return Math.floorMod(number.find() ? Integer.parseInt(number.group()) : worker.hashCode(), workers);
        }
    }

    /** What stands over our partitions, when each is as long as its part of the even rest and of the backlog. */
    private static Portion sideBySide(FleetReading reading, Set<FleetPartition> ours, double even) {
        double total = reading.total();
        int partitions = reading.backlog().size();
        var intervals = new ArrayList<Portion.Interval>();
        double begin = 0;
        int number = 0;
        for (Map.Entry<FleetPartition, Double> entry : reading.backlog().entrySet()) {
            number++;
            double length = even / partitions + (even < 1 ? (1 - even) * entry.getValue() / total : 0);
            // The last one ends at 1, whatever the sums came to.
            double end = number == partitions ? 1 : Math.min(1, begin + length);
            if (begin < end && ours.contains(entry.getKey())) {
                intervals.add(new Portion.Interval(begin, end));
            }
            begin = end;
        }
        return Portion.of(intervals);
    }
}
