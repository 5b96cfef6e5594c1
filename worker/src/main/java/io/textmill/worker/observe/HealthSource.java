package io.textmill.worker.observe;

import java.util.List;

/** What the admin port asks about the worker's health. Called from any thread; answers at once. */
public interface HealthSource {
    /** Why the process should be restarted; empty when all is well. */
    List<String> live();

    /** Why the worker takes no work now; empty when all is well. */
    List<String> ready();

    /** What an operator should know though the worker works: providers that are not called, and why. */
    List<String> notes();
}
