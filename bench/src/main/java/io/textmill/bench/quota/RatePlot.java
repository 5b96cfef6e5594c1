package io.textmill.bench.quota;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Calls a second over time, one line for each run, against the limit, as SVG. */
public final class RatePlot {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 320;
    private static final int LEFT = 60;
    private static final int RIGHT = 130;
    private static final int TOP = 50;
    private static final int BOTTOM = 45;
    private static final List<String> COLOURS = List.of("#2457a6", "#2e8b57", "#b8860b", "#c0392b", "#7d3c98");

    /** Calls of one second are whole; a mean of some seconds shows the rate. */
    private static final int SMOOTHED_SECONDS = 5;

    private RatePlot() {}

    /**
     * A line of the plot.
     *
     * @param label beside it
     * @param perSecond calls in each second
     */
    public record Line(String label, List<Double> perSecond) {}

    /**
     * Something that begins.
     *
     * @param second when
     * @param label what
     */
    public record Mark(double second, String label) {}

    /** The plot of lines that begin together, with the marks that hold for all. */
    public static String svg(String title, List<Line> runs, List<Mark> marks, Limit limit) {
        double seconds =
                runs.stream().mapToInt(run -> run.perSecond().size()).max().orElse(1);
        double top = Math.max(
                limit.perSecond() * 1.25,
                runs.stream()
                        .flatMap(run -> smoothed(run.perSecond()).stream())
                        .mapToDouble(rate -> rate)
                        .max()
                        .orElse(0));
        var svg = new StringBuilder("""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
            <rect width="100%%" height="100%%" fill="white"/>
            <text x="%d" y="20" font-size="14">%s</text>
            """.formatted(WIDTH, HEIGHT, LEFT, title));
        for (double rate : new double[] {0, limit.perSecond()}) {
            svg.append("<line x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\" stroke=\"%s\"/>%n"
                    .formatted(LEFT, WIDTH - RIGHT, y(rate, top), y(rate, top), rate == 0 ? "#999" : "#c33"));
            svg.append("<text x=\"%d\" y=\"%s\" text-anchor=\"end\">%d</text>%n"
                    .formatted(LEFT - 8, y(rate, top), Math.round(rate)));
        }
        marks(svg, marks, seconds);
        for (int i = 0; i < runs.size(); i++) {
            String colour = COLOURS.get(i % COLOURS.size());
            svg.append(line(smoothed(runs.get(i).perSecond()), seconds, top, colour));
            svg.append("<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n"
                    .formatted(
                            WIDTH - RIGHT + 10,
                            TOP + 18 * i,
                            colour,
                            runs.get(i).label()));
        }
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">seconds; means of %d s; red: the limit</text>%n"
                .formatted(LEFT + (WIDTH - LEFT - RIGHT) / 2, HEIGHT - 10, SMOOTHED_SECONDS));
        return svg.append("</svg>%n".formatted()).toString();
    }

    private static void marks(StringBuilder svg, List<Mark> marks, double seconds) {
        for (Mark mark : marks) {
            String x = x(mark.second(), seconds);
            svg.append("<line x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\" stroke=\"#bbb\" stroke-dasharray=\"3 3\"/>%n"
                    .formatted(x, x, TOP - 12, HEIGHT - BOTTOM));
            svg.append("<text x=\"%s\" y=\"%d\" fill=\"#666\">%s</text>%n".formatted(x, TOP - 15, mark.label()));
            svg.append("<text x=\"%s\" y=\"%d\" fill=\"#666\">%d</text>%n"
                    .formatted(x, HEIGHT - BOTTOM + 15, Math.round(mark.second())));
        }
    }

    static List<Double> smoothed(List<Double> perSecond) {
        var smoothed = new ArrayList<Double>();
        for (int i = 0; i < perSecond.size(); i++) {
            smoothed.add(perSecond.subList(Math.max(0, i - SMOOTHED_SECONDS + 1), i + 1).stream()
                    .mapToDouble(count -> count)
                    .average()
                    .orElse(0));
        }
        return smoothed;
    }

    private static String line(List<Double> rates, double seconds, double top, String colour) {
        var points = new StringBuilder();
        for (int i = 0; i < rates.size(); i++) {
            points.append(x(i + 0.5, seconds))
                    .append(',')
                    .append(y(rates.get(i), top))
                    .append(' ');
        }
        return "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/>%n"
                .formatted(colour, points.toString().strip());
    }

    private static String x(double second, double seconds) {
        return String.format(Locale.ROOT, "%.1f", LEFT + (WIDTH - LEFT - RIGHT) * second / seconds);
    }

    private static String y(double rate, double top) {
        return String.format(Locale.ROOT, "%.1f", TOP + (HEIGHT - TOP - BOTTOM) * (1 - rate / top));
    }
}
