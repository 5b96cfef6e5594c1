package io.textmill.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a benchmark found.
 *
 * @param bench its name
 * @param about what was measured, in a sentence or two
 * @param command how to run it again
 * @param seed of what was drawn at random
 * @param at when it began
 * @param figures by name
 * @param goals held against the figures
 * @param headline the one line to remember
 * @param annex what else belongs to the record
 */
public record Report(
        String bench,
        String about,
        String command,
        long seed,
        Instant at,
        Map<String, Figure> figures,
        List<Goal.Outcome> goals,
        String headline,
        Annex annex) {

    /**
     * What a record has beside its figures.
     *
     * @param versions of what is compared, beyond those that every record names
     * @param text Markdown in place of the table of all figures: other tables, and what is to be known of them
     * @param pictures in their order
     */
    public record Annex(Map<String, String> versions, String text, List<Picture> pictures) {
        /** Nothing but the figures. */
        public static final Annex NONE = new Annex(Map.of(), "", List.of());

        public Annex {
            pictures = List.copyOf(pictures);
        }
    }

    /**
     * A plot.
     *
     * @param name what its file is called beyond the record's own name; may be empty
     * @param caption what it shows
     * @param svg the plot itself
     */
    public record Picture(String name, String caption, String svg) {
        /** Its file beside the page of that name. */
        String fileName(String page) {
            return page + (name.isEmpty() ? "" : "-" + name) + ".svg";
        }
    }

    public boolean goalsMet() {
        return goals.stream().allMatch(Goal.Outcome::met);
    }

    String json(Map<String, String> machine, Map<String, String> versions) {
        ObjectNode json = Json.PRETTY.createObjectNode();
        json.put("bench", bench);
        json.put("headline", headline);
        json.put("command", command);
        json.put("seed", seed);
        json.put("at", at.toString());
        ObjectNode machineNode = json.putObject("machine");
        machine.forEach(machineNode::put);
        ObjectNode versionsNode = json.putObject("versions");
        versions.forEach(versionsNode::put);
        ObjectNode figuresNode = json.putObject("figures");
        figures.forEach((name, figure) -> {
            ObjectNode node = figuresNode.putObject(name);
            node.put("unit", figure.unit());
            node.put("median", figure.median());
            node.put("min", figure.min());
            node.put("max", figure.max());
            figure.values().forEach(node.putArray("rounds")::add);
        });
        var goalsNode = json.putArray("goals");
        for (Goal.Outcome outcome : goals) {
            goalsNode
                    .addObject()
                    .put("name", outcome.goal().name())
                    .put("target", outcome.goal().target())
                    .put("measured", outcome.measured())
                    .put("met", outcome.met());
        }
        return Json.PRETTY.writeValueAsString(json) + "\n";
    }

    /** The page of the record, beside which its plot and its JSON lie under the same name. */
    String page(String fileName, Map<String, String> machine, Map<String, String> versions) {
        var page = new StringBuilder();
        page.append(
                "# %s, %s%n%n**%s**%n%n%s%n%n".formatted(bench, at.toString().substring(0, 10), headline, about));
        annex.pictures()
                .forEach(picture ->
                        page.append("![%s](%s)%n%n".formatted(picture.caption(), picture.fileName(fileName))));
        page.append(annex.text());
        if (annex.text().isEmpty()) {
            page.append(table());
        }
        page.append("%n| goal | target | measured | met |%n|---|---|---|---|%n".formatted());
        goals.forEach(outcome -> page.append("| %s | %s | %s | %s |%n"
                .formatted(
                        outcome.goal().name(),
                        outcome.goal().target(),
                        rounded(outcome.measured()),
                        outcome.met() ? "yes" : "**no**")));
        page.append("%nCommand: `%s`. Machine: %s. Versions: %s. All figures: [%s.json](%s.json).%n"
                .formatted(command, list(machine), list(versions), fileName, fileName));
        return page.toString();
    }

    private String table() {
        var table = new StringBuilder("| figure | median | min | max | unit |%n|---|---|---|---|---|%n".formatted());
        figures.forEach((name, figure) -> table.append("| %s | %s | %s | %s | %s |%n"
                .formatted(
                        name, rounded(figure.median()), rounded(figure.min()), rounded(figure.max()), figure.unit())));
        return table.toString();
    }

    /** Four digits are more than a machine repeats. */
    public static String rounded(double value) {
        return Math.abs(value) >= 1000
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    /** Of a round number, which a bound or a mark on a scale is: no digits that say nothing. */
    static String plain(double value) {
        return new BigDecimal(value, new MathContext(6)).stripTrailingZeros().toPlainString();
    }

    private static String list(Map<String, String> facts) {
        return String.join(
                ", ",
                facts.entrySet().stream()
                        .map(fact -> fact.getKey() + " " + fact.getValue())
                        .toList());
    }
}
