package io.textmill.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** A plot of a figure as SVG: one point a round, a line at the median, zero at the bottom. */
final class Plot {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 260;
    private static final int LEFT = 70;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final int RIGHT = 30;
    /** Lines of the scale, at most, beside the one at zero. */
    private static final int MARKS = 4;

    private Plot() {}

    static String svg(String title, Figure figure) {
        List<Double> values = figure.values();
        double step = step(figure.max());
        int marks = Math.max(1, (int) Math.ceil(figure.max() / step));
        double top = marks * step;
        var svg = new StringBuilder();
        svg.append("""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
            <rect width="100%%" height="100%%" fill="white"/>
            <text x="%d" y="22" font-size="14">%s</text>
            """.formatted(WIDTH, HEIGHT, LEFT, escaped(title)));
        for (int i = 0; i <= marks; i++) {
            double y = y(i * step, top);
            svg.append(line(y, "#ddd"));
            svg.append("<text x=\"%d\" y=\"%s\" text-anchor=\"end\">%s</text>%n"
                    .formatted(LEFT - 8, number(y + 4), mark(i, step)));
        }
        svg.append(line(y(figure.median(), top), "#c33"));
        for (int i = 0; i < values.size(); i++) {
            double x = LEFT + (WIDTH - LEFT - RIGHT) * (i + 0.5) / values.size();
            svg.append("<circle cx=\"%s\" cy=\"%s\" r=\"5\" fill=\"#246\"/>%n"
                    .formatted(number(x), number(y(values.get(i), top))));
            svg.append("<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%d</text>%n"
                    .formatted(number(x), HEIGHT - BOTTOM + 18, i + 1));
        }
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">round</text>%n"
                .formatted(LEFT + (WIDTH - LEFT - RIGHT) / 2, HEIGHT - 12));
        return svg.append("</svg>%n".formatted()).toString();
    }

    /** The smallest of 1, 2, 2.5 and 5 times a power of ten with which the marks reach that high. */
    private static double step(double max) {
        if (max <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(max / MARKS)));
        for (double factor : List.of(1.0, 2.0, 2.5, 5.0)) {
            if (factor * power * MARKS >= max) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static String mark(int count, double step) {
        return BigDecimal.valueOf(step)
                .multiply(BigDecimal.valueOf(count))
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static double y(double value, double top) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
    }

    private static String line(double y, String colour) {
        return "<line x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\" stroke=\"%s\"/>%n"
                .formatted(LEFT, WIDTH - RIGHT, number(y), number(y), colour);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
