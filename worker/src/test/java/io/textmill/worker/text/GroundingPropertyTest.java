package io.textmill.worker.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What holds for every text and value, tried with random ones; a failure tells its seed. {@code -Dgrounding.seeds} tries
 * more of them.
 */
class GroundingPropertyTest {
    private static final Pattern NUMBER = Pattern.compile("0+(?:\\.0+|(?<!0000),000(?!0))*");
    private static final int SEEDS = Integer.getInteger("grounding.seeds", 400);

    /** Few and alike, so that values come again, in other writings too. */
    private static final List<String> ALIKE = List.of(
            "a",
            "b",
            "ab",
            "A",
            "ａ",
            "ﬁ",
            "fi",
            "f",
            "é",
            "e\u0301",
            "e",
            "\u0301",
            "①",
            "1",
            "１",
            "12",
            "1.2",
            "1,200",
            ".",
            ",",
            "，",
            "．",
            " ",
            "  ",
            "\u3000",
            "\u00a0",
            "\n",
            "中",
            "国",
            "㎏",
            "kg",
            "k",
            "\ud83d\ude00",
            "\ud83d",
            "\ude00",
            "𠮷",
            "👩‍👩‍👧",
            "👩",
            "\u1112\u1161",
            "하",
            "-");

    /** One try. */
    private record Try(long seed, String source, String value) {
        Span all() {
            return new Span(0, source.length());
        }

        @Nullable
        Span span() {
            return new Grounding(source).locate(value, all());
        }

        String words() {
            return "seed " + seed + ": \"" + value + "\" in \"" + source + "\"";
        }
    }

    private static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    private static String alike(RandomGenerator random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(ALIKE.get(random.nextInt(ALIKE.size())));
        }
        return text.toString();
    }

    /** A value that is likely to stand in the text, in that writing or another one. */
    private static Try likely(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean wild = random.nextInt(4) == 0;
        String source = wild ? RandomTexts.of(random, 60) : alike(random, random.nextInt(1, 14));
        int start = random.nextInt(source.length());
        String cut = source.substring(start, Math.min(source.length(), start + random.nextInt(1, 12)));
        String value = switch (random.nextInt(6)) {
            case 0 -> Normalizer.normalize(cut, Normalizer.Form.NFKC);
            case 1 -> Normalizer.normalize(cut, Normalizer.Form.NFD);
            case 2 -> cut.replace(" ", "  ").replace("\n", " ");
            case 3 -> alike(random, random.nextInt(1, 4));
            default -> cut;
        };
        return new Try(seed, source, value);
    }

    /** NFKC without any white space, of the whole text at once: none of our own code. */
    private static String letters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void whatStandsAtThePlaceSaysWhatTheValueSays() {
        seeds().mapToObj(GroundingPropertyTest::likely).forEach(one -> {
            Span span = one.span();
            if (span != null) {
                assertThat(letters(span.of(one.source()))).as(one.words()).isEqualTo(letters(one.value()));
            }
        });
    }

    @Test
    void aPlaceBeginsAndEndsBetweenWholeCharacters() {
        seeds().mapToObj(GroundingPropertyTest::likely).forEach(one -> {
            Span span = one.span();
            if (span != null) {
                for (int at : new int[] {span.start(), span.end()}) {
                    boolean insidePair = at > 0
                            && at < one.source().length()
                            && Character.isSurrogatePair(
                                    one.source().charAt(at - 1), one.source().charAt(at));
                    assertThat(insidePair).as(one.words()).isFalse();
                    assertThat(Cuts.clusters(one.source()).get(at))
                            .as(one.words())
                            .isTrue();
                }
                assertThat(span.start()).as(one.words()).isLessThan(span.end());
            }
        });
    }

    @Test
    void findsThePlaceThatTryingAllOfThemFinds() {
        int found = 0;
        for (Try one : seeds().mapToObj(GroundingPropertyTest::likely).toList()) {
            Span expected = byTryingAll(one.source(), one.value());

            assertThat(one.span()).as(one.words()).isEqualTo(expected);
            found += expected == null ? 0 : 1;
        }
        assertThat(found).as("values that stand in their text").isBetween(SEEDS / 4, SEEDS * 9 / 10);
    }

    @Test
    void findsNothingOutsideOfTheStretchAndInItWhatStandsThereAlone() {
        seeds().mapToObj(GroundingPropertyTest::likely).forEach(one -> {
            BitSet clusters = Cuts.clusters(one.source());
            SplittableRandom random = new SplittableRandom(one.seed());
            int from = clusters.previousSetBit(random.nextInt(one.source().length()));
            int to = clusters.nextSetBit(random.nextInt(from, one.source().length() + 1));

            Span span = new Grounding(one.source()).locate(one.value(), new Span(from, to));

            if (span != null) {
                assertThat(span.start()).as(one.words()).isGreaterThanOrEqualTo(from);
                assertThat(span.end()).as(one.words()).isLessThanOrEqualTo(to);
            }
        });
    }

    /** The first exact place that cuts no word, else the first exact one; else the same after folding. */
    private static @Nullable Span byTryingAll(String source, String value) {
        if (value.isBlank()) {
            return null;
        }
        Span exact = first(source, stretch -> stretch.equals(value.strip()));
        String folded = folded(value);
        return exact != null || folded.isEmpty()
                ? exact
                : first(source, stretch -> folded(stretch).equals(folded) && beginsAndEndsWithSomething(stretch));
    }

    private static @Nullable Span first(String source, Predicate<String> matches) {
        BitSet clusters = Cuts.clusters(source);
        Span cutting = null;
        for (int start = 0; start < source.length(); start = clusters.nextSetBit(start + 1)) {
            for (int end = clusters.nextSetBit(start + 1); end >= 0; end = clusters.nextSetBit(end + 1)) {
                if (matches.test(source.substring(start, end))
                        && !cutsNumber(source, start)
                        && !cutsNumber(source, end)) {
                    if (!cutsWord(source, start) && !cutsWord(source, end)) {
                        return new Span(start, end);
                    }
                    cutting = cutting == null ? new Span(start, end) : cutting;
                }
            }
        }
        return cutting;
    }

    private static String folded(String text) {
        return Folded.of(text, Cuts.clusters(text)).text();
    }

    private static boolean beginsAndEndsWithSomething(String stretch) {
        BitSet clusters = Cuts.clusters(stretch);
        String first = stretch.substring(0, clusters.nextSetBit(1));
        String last = stretch.substring(clusters.previousSetBit(stretch.length() - 1));
        return !folded(first).isEmpty() && !folded(last).isEmpty();
    }

    private static boolean cutsWord(String source, int at) {
        return at > 0
                && at < source.length()
                && Scripts.isOfWord(source.codePointBefore(at))
                && Scripts.isOfWord(source.codePointAt(at));
    }

    /** Whether the place lies in a number: plain, with a point, or with commas before thousands. */
    private static boolean cutsNumber(String source, int at) {
        String narrow = source.replace('．', '.').replace('，', ',').replaceAll("\\p{Nd}", "0");
        return NUMBER.matcher(narrow).results().anyMatch(number -> number.start() < at && at < number.end());
    }
}
