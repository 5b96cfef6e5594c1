import com.palantir.javaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs Palantir's formatter over every Java source below a folder: {@code Format check|write FOLDER}. */
final class Format {
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        if (args[0].equals("write")) {
            // Twice: what it makes of a source is not always what it would leave alone.
            run(folder, List.of("--replace"));
            System.exit(run(folder, List.of("--replace")));
        }
        System.out.println("Checking the format of the sources; to format them: ./mvnw validate -N -Dformat=write");
        System.exit(run(folder, List.of("--dry-run", "--set-exit-if-changed")));
    }

    private static int run(Path folder, List<String> mode) throws Exception {
        var command = new ArrayList<>(List.of("--palantir"));
        command.addAll(mode);
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java") && file.toString().contains("/src/"))
                    .map(Path::toString)
                    .sorted()
                    .forEach(command::add);
        }
        var out = new PrintWriter(System.out, true);
        return new Main(out, new PrintWriter(System.err, true), System.in).format(command.toArray(String[]::new));
    }
}
