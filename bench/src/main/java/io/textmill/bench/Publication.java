package io.textmill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts a report where the options of its benchmark want it: the screen, a file, the folder of results. */
public final class Publication {
    private Publication() {}

    /**
     * Publishes it; the goals, then the headline come last on the screen.
     *
     * @return the exit status: 1 when goals are checked and one is missed
     */
    public static int publish(Report report, BenchOptions options, Path root, Screen screen) {
        Map<String, String> machine = Machine.facts();
        var versions = new LinkedHashMap<>(Machine.versions());
        versions.putAll(report.annex().versions());
        String json = report.json(machine, versions);
        if (options.json != null) {
            write(options.json, json);
        }
        if (options.record) {
            String name = report.at().toString().substring(0, 10) + "-" + report.bench();
            Path results = root.resolve("bench/results");
            write(results.resolve(name + ".json"), json);
            write(results.resolve(name + ".md"), report.page(name, machine, versions));
            report.annex().pictures().forEach(picture -> write(results.resolve(picture.fileName(name)), picture.svg()));
            screen.say("Recorded as " + results.resolve(name + ".md"));
        }
        for (Goal.Outcome outcome : report.goals()) {
            screen.say("%s %s: %s, measured %s"
                    .formatted(
                            outcome.met() ? "met   " : "MISSED",
                            outcome.goal().name(),
                            outcome.goal().target(),
                            Report.rounded(outcome.measured())));
        }
        screen.say(report.headline());
        return options.check && !report.goalsMet() ? 1 : 0;
    }

    private static void write(Path file, String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
