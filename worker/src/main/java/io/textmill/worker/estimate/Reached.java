package io.textmill.worker.estimate;

import java.math.BigDecimal;

/**
 * A cap that the jobs would reach.
 *
 * @param cap its name
 * @param needed what the jobs take of it, in its unit
 * @param amount what it allows in a window
 * @param windows so many days or months it takes, when nothing else is spent
 */
public record Reached(String cap, String unit, BigDecimal needed, BigDecimal amount, long windows) {}
