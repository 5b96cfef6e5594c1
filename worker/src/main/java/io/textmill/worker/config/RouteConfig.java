package io.textmill.worker.config;

import java.util.Map;

/**
 * Which providers a job may be sent to.
 *
 * @param legs by the provider's name; never empty
 * @param unanswerable what to do when a provider refuses a text or finds nothing
 */
public record RouteConfig(Map<String, Leg> legs, Unanswerable unanswerable) {

    /**
     * A provider of a route.
     *
     * @param order the lower the sooner
     * @param weight how often it is chosen beside those of the same order
     */
    public record Leg(int order, double weight) {}

    /** What to do when a provider has no answer. */
    public enum Unanswerable {
        /** The job fails. */
        FAIL,
        /** The next provider is asked, which is another call to pay. */
        NEXT
    }
}
