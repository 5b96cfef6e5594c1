package io.textmill.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code /metrics} said at a moment, in Prometheus' text format.
 *
 * @param samples all of them
 */
public record Scrape(List<Sample> samples) {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");

    /**
     * One value.
     *
     * @param name the metric's
     * @param labels as they are written, {@code a="b",c="d"}; may be empty
     * @param value of it
     */
    public record Sample(String name, String labels, double value) {}

    public Scrape {
        samples = List.copyOf(samples);
    }

    /** Lines that are no samples are passed over. */
    public static Scrape parse(String text) {
        var samples = new ArrayList<Sample>();
        for (String line : text.lines().toList()) {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                String labels = sample.group(2) == null ? "" : sample.group(2);
                samples.add(new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3))));
            }
        }
        return new Scrape(samples);
    }

    /** The sum over all series of that name which have all of these labels, {@code a="b"} each; 0 when there is none. */
    public double sum(String name, String... labels) {
        return samples.stream()
                .filter(sample -> sample.name.equals(name)
                        && List.of(labels).stream().allMatch(label -> has(sample.labels, label)))
                .mapToDouble(Sample::value)
                .sum();
    }

    private static boolean has(String labels, String label) {
        return ("," + labels + ",").contains("," + label + ",");
    }
}
