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
