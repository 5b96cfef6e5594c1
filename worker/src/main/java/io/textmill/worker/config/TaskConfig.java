package io.textmill.worker.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the jobs of one task.
 *
 * @param provider the provider of a job that names none
 * @param callsPerJob how many calls a job takes on average
 * @param maxCharacters the longest summary when a job does not say; null for the other tasks
 * @param pack how short jobs share calls; null when they do not
 * @param weight how often jobs of the task's own topic are begun beside those of other topics
 * @param lanes further input topics, by name
 */
public record TaskConfig(
        String provider,
        double callsPerJob,
        @Nullable Integer maxCharacters,
        @Nullable PackConfig pack,
        double weight,
        Map<String, LaneConfig> lanes) {}
