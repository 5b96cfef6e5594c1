package io.textmill.worker.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What splits promise, for random texts and against the best of all splits. A failure tells its seed. */
class SplitterPropertyTest {
    private static final Pattern CLUSTER = Pattern.compile("\\X", Pattern.DOTALL);

    static List<TextUnit> units() {
        return List.of(
                TextUnit.UTF16,
                TextUnit.UTF8,
                TextUnit.CODE_POINTS,
                TextUnit.tokens(new TokenCount("gpt-4o-mini"), text -> text),
                TextUnit.tokens(new TokenCount("gpt-4"), text -> "Summarize <a1>\n" + text + "\n</a1>"),
                TextUnit.tokens(new TokenCount("unheard-of"), text -> "Summarize:\n" + text));
    }

    static List<TextUnit> additiveUnits() {
        return units().stream().filter(TextUnit::isAdditive).toList();
    }

    private static String text(SplittableRandom random, int length) {
        return random.nextBoolean() ? RandomTexts.of(random, length) : RandomTexts.ofCodePoints(random, length);
    }

    private static BitSet clusters(String text) {
        BitSet clusters = new BitSet();
        clusters.set(0);
        for (Matcher cluster = CLUSTER.matcher(text); cluster.find(); ) {
            clusters.set(cluster.end());
        }
        return clusters;
    }

    private static void check(String said, String text, TextUnit unit, int room, List<Part> parts) {
        BitSet clusters = clusters(text);
        int end = 0;
        for (Part part : parts) {
            assertThat(part.start()).as("no gap, " + said).isEqualTo(end);
            assertThat(part.end()).as("not empty, " + said).isGreaterThan(end);
            assertThat(part.contextStart()).as(said).isBetween(0, part.start());
            assertThat(unit.of(part.shown().of(text))).as("fits, " + said).isLessThanOrEqualTo(room);
            end = part.end();
            if (!clusters.get(end)) {
                String cut = text.substring(clusters.previousSetBit(end), clusters.nextSetBit(end));
                // Tokens are counted along the way, and not the same wherever a cluster stands.
                assertThat(unit.of(cut)).as("cut cluster, " + said).isGreaterThan(unit.isAdditive() ? room : room / 2);
                assertThat(Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end)))
                        .as(said)
                        .isFalse();
            }
        }
        assertThat(end).as("all of it, " + said).isEqualTo(text.length());
    }

    @ParameterizedTest
    @MethodSource("units")
    void holdsItsPromisesForRandomUnicode(TextUnit unit) {
        for (long seed = 0; seed < (unit.isAdditive() ? 300 : 40); seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String text = text(random, random.nextInt(1, unit.isAdditive() ? 3000 : 1500));
            int room = random.nextInt(unit.isAdditive() ? Splitter.SMALLEST_ROOM : 4 * Splitter.SMALLEST_ROOM, 600);
            String said = "seed " + seed + ", room " + room + " " + unit;
            check(said, text, unit, room, Splitter.split(text, unit, room));
            check("overlap, " + said, text, unit, room, Splitter.splitWithOverlap(text, unit, room));
            assertThat(unit.of(Splitter.head(text, unit, room)))
                    .as("head, " + said)
                    .isLessThanOrEqualTo(room);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "字", "👩‍👩‍👧‍👦", "\u0301", "\ud83d", "🇨🇳", " ", "\n", "。", "7", "a/", "ก็"})
    void holdsItsPromisesForAHundredThousandCharactersWithoutAWord(String piece) {
        String text = piece.repeat(100_000 / piece.length());
        check("UTF-8", text, TextUnit.UTF8, 512, Splitter.split(text, TextUnit.UTF8, 512));
        check("UTF-16", text, TextUnit.UTF16, 432, Splitter.splitWithOverlap(text, TextUnit.UTF16, 432));
    }

    @ParameterizedTest
    @MethodSource("additiveUnits")
    void findsTheFewestPartsAndAtThatNumberTheNicestCuts(TextUnit unit) {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String text = text(random, random.nextInt(20, 200));
            int room = random.nextInt(Splitter.SMALLEST_ROOM, 90);
            List<Place> places = places(text, unit, room);
            String said = "seed " + seed + ", room " + room + " " + unit;

            List<Part> parts = Splitter.split(text, unit, room);

            assertThat(score(parts, places)).as(said).isEqualTo(best(text, unit, room, places));
        }
    }

    /** The number of parts first, then what the cuts cost. */
    private record Score(long parts, long cost) {
        boolean isBelow(Score other) {
            return parts != other.parts ? parts < other.parts : cost < other.cost;
        }
    }

    /** Where a text may be cut, and at what cost. */
    private record Place(int at, int cost) {}

    private static Score score(List<Part> parts, List<Place> places) {
        return new Score(
                parts.size(),
                parts.stream()
                        .flatMap(part -> places.stream().filter(place -> place.at == part.end()))
                        .mapToInt(Place::cost)
                        .sum());
    }

    /** Tries every way there is to cut. */
    private static Score best(String text, TextUnit unit, int room, List<Place> places) {
        List<Score> best = new ArrayList<>(List.of(new Score(0, 0)));
        for (int to = 1; to < places.size(); to++) {
            Score least = new Score(Long.MAX_VALUE, 0);
            for (int from = 0; from < to; from++) {
                if (unit.of(text.substring(places.get(from).at, places.get(to).at)) <= room) {
                    Score before = best.get(from);
                    Score score = new Score(before.parts + 1, before.cost + places.get(to).cost);
                    least = before.parts < Long.MAX_VALUE && score.isBelow(least) ? score : least;
                }
            }
            best.add(least);
        }
        return best.getLast();
    }

    /** Between words and characters, and finer where what lies between is too large. */
    private static List<Place> places(String text, TextUnit unit, int room) {
        Cuts cuts = Cuts.of(text);
        BitSet clusters = clusters(text);
        List<Place> places = new ArrayList<>(List.of(new Place(0, 0)));
        int last = 0;
        for (int at = 1; at <= text.length(); at++) {
            if (cuts.rank(at) <= Cuts.CHARACTER) {
                if (unit.of(text.substring(last, at)) > room) {
                    addFiner(places, text, unit, room, new Span(last, at), clusters, cuts);
                }
                places.add(new Place(at, Splitter.cost(cuts.rank(at))));
                last = at;
            }
        }
        return places;
    }

    private static void addFiner(
            List<Place> places, String text, TextUnit unit, int room, Span gap, BitSet clusters, Cuts cuts) {
        for (int at = gap.start() + 1; at < gap.end(); at++) {
            if (clusters.get(at)) {
                places.add(new Place(at, Splitter.cost(cuts.rankInside(at))));
            } else {
                String cluster = text.substring(clusters.previousSetBit(at), clusters.nextSetBit(at));
                boolean isPair = Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
                if (unit.of(cluster) > room && !isPair) {
                    places.add(new Place(at, Splitter.cost(Cuts.CODE_POINT)));
                }
            }
        }
    }
}
