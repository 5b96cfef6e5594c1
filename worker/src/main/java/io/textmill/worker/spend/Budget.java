package io.textmill.worker.spend;

/**
 * What leases are taken from: one window of one cap.
 *
 * @param cap the cap's name
 * @param unit of all amounts: a currency's code, or {@code calls}; a cap that changes it begins at nothing
 * @param window the window's name
 */
record Budget(String cap, String unit, String window) {}
