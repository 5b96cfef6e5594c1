package io.textmill.worker.text;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import com.knuddels.jtokkit.api.ModelType;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens a text has. Exactly for the models that jtokkit knows; for others a token for every four characters of
 * ASCII and one for every other character, which is above what today's models count for Chinese. Safe for use by many
 * threads.
 */
public final class TokenCount {
    private static final int ASCII_CHARACTERS = 4;
    private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();

    /**
     * What an unknown model may count for four tokens of {@code cl100k_base}. Vocabularies of 32,000 tokens, the smallest
     * in use, take up to a fifth more for English; for Chinese {@code cl100k_base} itself is among those that take most.
     */
    private static final int UNKNOWN_FOR_FOUR = 5;

    private final Optional<Encoding> encoding;

    /**
     * As that model counts.
     *
     * @param model null for a provider without a choice of models
     */
    public TokenCount(@Nullable String model) {
        this.encoding = Optional.ofNullable(model).flatMap(REGISTRY::getEncodingForModel);
    }

    /** How many tokens that model takes, prompt and answer together, where that is known. */
    public static OptionalInt contextOf(String model) {
        return ModelType.fromName(model)
                .map(ModelType::getMaxContextLength)
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    /** Whether the model's own way to count is known. */
    public boolean isExact() {
        return encoding.isPresent();
    }

    /** Tokens of that text, its role and framing left out. */
    public int of(String text) {
        return encoding.map(known -> known.countTokensOrdinary(text)).orElseGet(() -> about(text));
    }

    /** Tokens of that text for a limit: for a model that is not known, more than it will count; never above the bytes. */
    public int atMost(String text) {
        int count = countedAs().countTokensOrdinary(wellFormed(text));
        return isExact() ? count : Math.min(inLimit(count), TextUnit.UTF8.of(text));
    }

    /** For every place of a text how many tokens begin before it, counted as for a limit. */
    int[] before(String given) {
        String text = wellFormed(given);
        Encoding counted = countedAs();
        IntArrayList tokens = counted.encodeOrdinary(text);
        int[] before = new int[text.length() + 1];
        IntArrayList one = new IntArrayList(1);
        int place = 0;
        int bytesToPlace = 0;
        int bytes = 0;
        for (int token = 0; token < tokens.size(); token++) {
            while (bytesToPlace <= bytes && place < text.length()) {
                int codePoint = text.codePointAt(place);
                before[place++] = inLimit(token);
                if (Character.isSupplementaryCodePoint(codePoint)) {
                    before[place++] = inLimit(token);
                }
                bytesToPlace += Utf8.bytes(codePoint);
            }
            one.clear();
            one.add(tokens.get(token));
            bytes += counted.decodeBytes(one).length;
        }
        while (place <= text.length()) {
            before[place++] = inLimit(tokens.size());
        }
        return before;
    }

    private Encoding countedAs() {
        return encoding.orElseGet(() -> REGISTRY.getEncoding(EncodingType.CL100K_BASE));
    }

    private int inLimit(int counted) {
        return isExact() ? counted : (counted * UNKNOWN_FOR_FOUR + 3) / 4;
    }

    /** With replacement characters for unpaired surrogates, which each encoding takes for something else. */
    private static String wellFormed(String text) {
        StringBuilder formed = null;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    i++;
                } else {
                    formed = formed == null ? new StringBuilder(text) : formed;
                    formed.setCharAt(i, '\uFFFD');
                }
            }
        }
        return formed == null ? text : formed.toString();
    }

    private static int about(String text) {
        int ascii = (int) text.codePoints().filter(point -> point < 128).count();
        int others = (int) text.codePoints().count() - ascii;
        return (ascii + ASCII_CHARACTERS - 1) / ASCII_CHARACTERS + others;
    }
}
