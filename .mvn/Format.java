import com.palantir.javaformat.java.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs Palantir's formatter over every Java source below a folder: {@code Format check|write FOLDER}. */
final class Format {
    public static void main(String[] args) throws Exception {
        boolean write = args[0].equals("write");
        var command = new ArrayList<>(List.of("--palantir"));
        command.addAll(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
        try (Stream<Path> files = Files.walk(Path.of(args[1]))) {
            files.filter(file -> file.toString().endsWith(".java") && file.toString().contains("/src/"))
                    .map(Path::toString)
                    .sorted()
                    .forEach(command::add);
        }
        if (!write) {
            System.out.println("Checking the format of the sources; to format them: ./mvnw validate -N -Dformat=write");
        }
        Main.main(command.toArray(String[]::new));
    }
}
