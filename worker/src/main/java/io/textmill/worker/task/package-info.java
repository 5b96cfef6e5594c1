/**
 * What a job asks for, as pure planning: which prompts to send, what to make of the answers.
 *
 * <p>No HTTP, no Kafka, no clock, no thread: a task says the next {@link io.textmill.worker.task.Step} and is told the
 * answers.
 */
@NullMarked
package io.textmill.worker.task;

import org.jspecify.annotations.NullMarked;
