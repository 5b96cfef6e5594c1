package io.textmill.worker.observe;

/** What can be read off the calls of one provider at any time. */
public interface ProviderGauges {
    /** Calls that run. */
    int inFlight();

    /** Calls that wait for their turn. */
    int waiting();

    /** 0 closed, 1 half open, 2 open. */
    int circuit();

    /** The part of the fleet's limits that is this worker's, from 0 to 1. */
    double share();

    /** The part of its share that is used, from 0 to 1. */
    double speed();
}
