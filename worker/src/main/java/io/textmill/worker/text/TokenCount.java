package io.textmill.worker.text;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * About how many tokens a text has. For a model that is known, as it counts; for any other, as OpenAI's newer models do,
 * which others are close to. Safe for use by many threads.
 */
public final class TokenCount {
    /** Built when first used: the tables take a while to load. */
    private static final class Tables {
        private static final EncodingRegistry ALL = Encodings.newLazyEncodingRegistry();
    }

    private final @Nullable String model;

    /**
     * A count for that model.
     *
     * @param model null when the provider has no choice of models
     */
    public TokenCount(@Nullable String model) {
        this.model = model;
    }

    /** Tokens of that text, its own role and framing left out. */
    public int of(String text) {
        return encoding().countTokensOrdinary(text);
    }

    private Encoding encoding() {
        return Optional.ofNullable(model)
                .flatMap(Tables.ALL::getEncodingForModel)
                .orElseGet(() -> Tables.ALL.getEncoding(EncodingType.O200K_BASE));
    }
}
