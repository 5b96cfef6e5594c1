package io.textmill.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * A plot of figures as SVG: for each category a dot for each series at the median, with a line from the least to the
 * greatest value, on a logarithmic scale.
 */
public final class DotPlot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 340;
    private static final int LEFT = 70;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final int RIGHT = 250;
    /** Told apart also by those who see few colours. */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#56b4e9", "#888888", "#e69f00", "#d55e00", "#009e73", "#cc79a7");

    private DotPlot() {}

    /**
     * Draws it.
     *
     * @param title above the plot, with the unit
     * @param categories on the horizontal axis
     * @param series by label, in their order: the figures by category; a category may be missing
     */
    public static String svg(String title, List<String> categories, Map<String, Map<String, Figure>> series) {
        var scale = Scale.of(series);
        var svg = new StringBuilder();
        svg.append("""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
            <rect width="100%%" height="100%%" fill="white"/>
            <text x="%d" y="22" font-size="14">%s</text>
            """.formatted(WIDTH, HEIGHT, LEFT, escaped(title)));
        for (double mark : scale.marks()) {
            double y = scale.y(mark);
            svg.append("<line x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\" stroke=\"#ddd\"/>%n"
                    .formatted(LEFT, WIDTH - RIGHT, number(y), number(y)));
            svg.append("<text x=\"%d\" y=\"%s\" text-anchor=\"end\">%s</text>%n"
                    .formatted(LEFT - 8, number(y + 4), Report.plain(mark)));
        }
        double width = (WIDTH - LEFT - RIGHT) / (double) categories.size();
        for (int i = 0; i < categories.size(); i++) {
            svg.append("<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>%n"
                    .formatted(number(LEFT + width * (i + 0.5)), HEIGHT - BOTTOM + 22, escaped(categories.get(i))));
        }
        int place = 0;
        for (Map.Entry<String, Map<String, Figure>> each : series.entrySet()) {
            String colour = COLOURS.get(place % COLOURS.size());
            double offset = width * (0.15 + 0.7 * (place + 0.5) / series.size());
            for (int i = 0; i < categories.size(); i++) {
                Figure figure = each.getValue().get(categories.get(i));
                if (figure != null) {
                    svg.append(dot(LEFT + width * i + offset, figure, scale, colour));
                }
            }
            svg.append(legend(place++, each.getKey(), colour));
        }
        return svg.append("</svg>%n".formatted()).toString();
    }

    private static String dot(double x, Figure figure, Scale scale, String colour) {
        String at = number(x);
        return """
            <line x1="%s" x2="%s" y1="%s" y2="%s" stroke="%s" stroke-width="2"/>
            <circle cx="%s" cy="%s" r="5" fill="%s"/>
            """.formatted(
                        at,
                        at,
                        number(scale.y(figure.min())),
                        number(scale.y(figure.max())),
                        colour,
                        at,
                        number(scale.y(figure.median())),
                        colour);
    }

    private static String legend(int place, String label, String colour) {
        int y = TOP + 10 + 20 * place;
        return """
            <circle cx="%d" cy="%d" r="5" fill="%s"/>
            <text x="%d" y="%d">%s</text>
            """.formatted(WIDTH - RIGHT + 20, y, colour, WIDTH - RIGHT + 32, y + 4, escaped(label));
    }

    /**
     * A logarithmic scale.
     *
     * @param bottom below all values, one of the marks
     * @param top above all values, one of the marks
     */
    private record Scale(double bottom, double top) {
        /** What is not above zero cannot be shown where it is. */
        private static final double LEAST = 0.1;

        static Scale of(Map<String, Map<String, Figure>> series) {
            var values = new TreeSet<Double>();
            series.values()
                    .forEach(figures -> figures.values().forEach(figure -> {
                        values.add(Math.max(LEAST, figure.min()));
                        values.add(Math.max(LEAST, figure.max()));
                    }));
            double least = values.isEmpty() ? 1 : values.first();
            double greatest = values.isEmpty() ? 1 : values.last();
            double bottom = Math.pow(10, Math.floor(Math.log10(least)));
            double top = bottom;
            while (top < greatest || top == bottom) {
                top *= 10;
            }
            return new Scale(bottom, top);
        }

        /** 1, 2 and 5 times each power of ten. */
        List<Double> marks() {
            var marks = new java.util.ArrayList<Double>();
            for (double power = bottom; power < top * 0.99; power *= 10) {
                marks.addAll(List.of(power, 2 * power, 5 * power));
            }
            marks.add(top);
            return marks;
        }

        double y(double value) {
            double share = Math.log(Math.max(LEAST, value) / bottom) / Math.log(top / bottom);
            return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
