package io.textmill.worker;

import io.textmill.worker.caller.Caller;
import io.textmill.worker.observe.ProviderGauges;

/** Shows a caller to the metrics. */
record CallerGauges(Caller caller) implements ProviderGauges {
    @Override
    public int inFlight() {
        return caller.inFlight();
    }

    @Override
    public int waiting() {
        return caller.waiting();
    }

    @Override
    public int circuit() {
        return switch (caller.circuit()) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    @Override
    public double share() {
        return caller.share();
    }

    @Override
    public double speed() {
        return caller.speed();
    }
}
