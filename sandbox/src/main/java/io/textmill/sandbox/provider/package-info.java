/**
 * Simulators of the four providers, true to their documents on the wire, with faults by script, limits, and a billing
 * ledger that says what really happened.
 */
@NullMarked
package io.textmill.sandbox.provider;

import org.jspecify.annotations.NullMarked;
