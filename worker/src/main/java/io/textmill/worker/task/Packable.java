package io.textmill.worker.task;

/**
 * A question over a whole short text that may be asked together with others, of this job's tenant and of the same pack.
 *
 * @param pack how it is asked then
 * @param text what it is about
 */
public record Packable(Pack pack, String text) {}
