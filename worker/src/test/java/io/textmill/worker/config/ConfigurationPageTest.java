package io.textmill.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.worker.Golden;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private final Problems problems = new Problems();
    private final Binding binding = new Binding(problems, ExampleFile.ENVIRONMENT);

    @Test
    void isWhatTheProgramDeclares() throws IOException {
        Golden.check("docs/configuration.md", ReferencePage.of(keys()));
    }

    @Test
    void leavesNoDeclaredKeyOut() throws IOException {
        var page = ReferencePage.of(keys());
        assertThat(keys()).allSatisfy(key -> assertThat(page).contains("| `" + key.path() + "` |"));
    }

    @Test
    void theExampleNamesEveryDeclaredKey() throws IOException {
        var example = ExampleFile.text();
        assertThat(keys())
                .extracting(key -> key.path().substring(key.path().lastIndexOf('.') + 1))
                .allSatisfy(name -> assertThat(example).containsPattern("\\b" + name + ":"));
    }

    private List<Key> keys() throws IOException {
        ConfigReader.read(YamlReader.read(ExampleFile.text(), problems), binding);
        return binding.keys;
    }
}
