package io.textmill.worker.engine;

/**
 * How many records are worth having in work: those that could only wait are better left in Kafka, where they take no
 * memory, hold no offset open, and can be another worker's. Called on the engine thread only, and must be quick.
 */
public interface Demand {
    /** What the new records of that input topic mostly wait for; inputs that wait for the same are counted together. */
    String resource(String topic);

    /** How many records in work make full use of that resource; while there are as many, no new ones are begun. */
    int enough(String resource);

    /**
     * How many records in work make full use of it when those that come back from a retry topic are counted, which have
     * waited already. No less than {@link #enough}.
     */
    default int enoughWithRetries(String resource) {
        return enough(resource);
    }

    /**
     * What a record of that input topic takes of its resource, on average and in hundredths; 0 when that is not known.
     * Committed beside the offsets, where other workers read it: it should change seldom.
     */
    default int effort(String topic) {
        return 0;
    }

    /** As many as there is room for. */
    Demand ANY = new Demand() {
        @Override
        public String resource(String topic) {
            return "";
        }

        @Override
        public int enough(String resource) {
            return Integer.MAX_VALUE;
        }
    };
}
