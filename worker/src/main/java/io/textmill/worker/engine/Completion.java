package io.textmill.worker.engine;

import org.jspecify.annotations.Nullable;

/**
 * Work that has ended.
 *
 * @param run the assignment it was begun under
 * @param verdict what becomes of the record; null when the work was stopped
 */
record Completion(PartitionRun run, WorkItem item, @Nullable Verdict verdict) {}
