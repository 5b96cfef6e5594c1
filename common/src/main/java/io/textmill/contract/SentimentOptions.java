package io.textmill.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of a sentiment job.
 *
 * @param labels the labels to choose from, 2 to 20, each at most 40 characters
 * @param aspects what to judge one by one beside the whole, at most 20, each at most 60 characters
 * @param chatId see {@link Options#chatId()}
 */
public record SentimentOptions(
        List<String> labels, List<String> aspects, @Nullable String chatId) implements Options {

    /** The labels of a job that names none. */
    public static final List<String> DEFAULT_LABELS = List.of("positive", "negative", "neutral", "mixed");

    /** The options of a job that names none. */
    public static final SentimentOptions DEFAULT = new SentimentOptions(DEFAULT_LABELS, List.of(), null);

    public SentimentOptions {
        labels = List.copyOf(labels);
        aspects = List.copyOf(aspects);
    }
}
