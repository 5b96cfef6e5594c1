package io.textmill.worker.text;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens a text has. Exactly for the models that jtokkit knows; for others a token for every four characters of
 * ASCII and one for every other character, which is above what today's models count for Chinese. Safe for use by many
 * threads.
 */
public final class TokenCount {
    private static final int ASCII_CHARACTERS = 4;
    private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();

    private final Optional<Encoding> encoding;

    /**
     * As that model counts.
     *
     * @param model null for a provider without a choice of models
     */
    public TokenCount(@Nullable String model) {
        this.encoding = Optional.ofNullable(model).flatMap(REGISTRY::getEncodingForModel);
    }

    /** Whether the model's own way to count is known. */
    public boolean isExact() {
        return encoding.isPresent();
    }

    /** Tokens of that text, its role and framing left out. */
    public int of(String text) {
        return encoding.map(known -> known.countTokensOrdinary(text)).orElseGet(() -> about(text));
    }

    private static int about(String text) {
        int ascii = (int) text.codePoints().filter(point -> point < 128).count();
        int others = (int) text.codePoints().count() - ascii;
        return (ascii + ASCII_CHARACTERS - 1) / ASCII_CHARACTERS + others;
    }
}
