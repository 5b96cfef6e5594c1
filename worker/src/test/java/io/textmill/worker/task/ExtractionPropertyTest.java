package io.textmill.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.ExtractionOptions;
import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.contract.Job;
import io.textmill.contract.JobResult.Entity;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.text.RandomTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds for the extractions of every text, tried with random ones; a failure tells its seed. */
class ExtractionPropertyTest {
    private static final Field CODES = new Field("code", ExtractionOptions.Type.STRING, null, List.of(), true, false);
    private static final Pattern CODE = Pattern.compile("〔\\d+ [a-z ]+〕");
    private static final int SEEDS = 40;

    private static Job job(String text) {
        return Job.extraction("1", text).withOptions(new ExtractionOptions(List.of(CODES), null, null));
    }

    /** Codes of several words among everything that is hard to cut, each once and at the beginning of a word. */
    private static String withCodes(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append(RandomTexts.of(random, random.nextInt(1, 120)))
                    .append(" 〔")
                    .append(1000 + i)
                    .append(" of the town〕");
        }
        return text.toString();
    }

    private static String answer(String part, UnaryOperator<String> spelling) {
        return CODE.matcher(part)
                .results()
                .map(code -> Json.quoted(spelling.apply(code.group())))
                .collect(Collectors.joining(",", "{\"code\":[", "]}"));
    }

    @Test
    void whatStandsAcrossACutIsFoundAndFoundOnce() {
        for (long seed = 0; seed < SEEDS; seed++) {
            String text = withCodes(new SplittableRandom(seed));
            List<Entity> expected = CODE.matcher(text)
                    .results()
                    .map(code -> new Entity("code", code.group(), code.start(), code.end(), true))
                    .toList();
            for (PromptLimit limit : FakeModel.LIMITS) {
                FakeModel.Run run = FakeModel.run(job(text), limit, part -> answer(part, code -> code));

                assertThat(run.findings().extraction().entities())
                        .as("seed " + seed + ", " + limit)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aValueThatAModelSpellsInAnotherWidthOrThatIsNotThereIsToldAsWhatItIs() {
        for (long seed = 0; seed < SEEDS; seed++) {
            String text = withCodes(new SplittableRandom(seed));
            List<String> said = new ArrayList<>();
            FakeModel.Run run = FakeModel.run(
                    job(text),
                    FakeModel.JUHE,
                    part -> answer(part, code -> {
                        String spelled = code.hashCode() % 3 == 0
                                ? code.replace('1', '１').replace(" ", "  ")
                                : code;
                        String wrong = code.hashCode() % 3 == 1 ? spelled.replace("town", "city") : spelled;
                        said.add(wrong);
                        return wrong;
                    }));

            Set<String> ungrounded = new TreeSet<>();
            for (Entity entity : run.findings().extraction().entities()) {
                Integer start = entity.start();
                Integer end = entity.end();
                if (start == null || end == null) {
                    ungrounded.add(entity.value());
                } else {
                    assertThat(entity.value()).as("seed " + seed).isEqualTo(text.substring(start, end));
                }
            }
            assertThat(ungrounded)
                    .as("seed " + seed)
                    .isEqualTo(said.stream()
                            .filter(value -> value.contains("city"))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }
}
