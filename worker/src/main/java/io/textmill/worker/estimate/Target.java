package io.textmill.worker.estimate;

import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.quota.Limits;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of a provider to plan for it.
 *
 * @param limit how large its prompts may be
 * @param model whose tokens are counted; null where there is no choice
 * @param limits of the whole fleet
 */
public record Target(PromptLimit limit, @Nullable String model, Limits limits) {}
