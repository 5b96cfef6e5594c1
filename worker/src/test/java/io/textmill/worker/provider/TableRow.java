package io.textmill.worker.provider;

import io.textmill.contract.Charged;
import io.textmill.sandbox.provider.Fault;

/**
 * A row of a classification table, as a fault of the simulator.
 *
 * @param name what it is about
 * @param fault what the simulator does
 * @param meaning what the table says about it
 * @param charged whether the table says that it is charged
 * @param host the host that the adapter must believe to call; empty where it does not matter
 */
public record TableRow(String name, Fault fault, Meaning meaning, Charged charged, String host) {

    /** One for which the host does not matter. */
    public TableRow(String name, Fault fault, Meaning meaning, Charged charged) {
        this(name, fault, meaning, charged, "");
    }

    @Override
    public String toString() {
        return name + " is " + meaning;
    }
}
