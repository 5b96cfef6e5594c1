package io.textmill.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.textmill.worker.task.Prompts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptDirectoriesTest {
    @TempDir
    private Path folder;

    private Path all;
    private Path juhes;

    @BeforeEach
    void makeDirectories() throws IOException {
        all = Files.createDirectory(folder.resolve("all"));
        juhes = Files.createDirectory(folder.resolve("juhe"));
    }

    private static void write(Path directory, String version, String words) throws IOException {
        Files.writeString(
                directory.resolve("sentiment.short.en@" + version + ".txt"),
                "[ask]\n" + words
                        + " {template}:\n\n[again]\n{error}Again, JSON only {template}:\n\n[error]\n{value}! \n");
    }

    private WorkerConfig config(String ofJuhe, String more) throws IOException {
        return WorkerConfig.load(
                Files.writeString(folder.resolve("textmill.yaml"), """
                    kafka: {bootstrapServers: "127.0.0.1:9092"}
                    tasks: {sentiment: {provider: juhe}}
                    jobs: {prompts: %s}
                    providers:
                      juhe: {kind: juhe, baseUrl: "https://gpt.juhe.cn", key: "${KEY}"%s}
                      jumdata: {kind: jumdata, appId: a, appSecret: "${KEY}"}
                    %s\
                    """.formatted(all, ofJuhe, more)),
                Map.of("KEY", "k"));
    }

    private static Object prompts(WorkerConfig config, String provider) {
        return config.providers().get(provider).prompts();
    }

    @Test
    void oneIsForAllProvidersThatHaveNoneOfTheirOwn() throws IOException {
        write(all, "all", "Mood, JSON only");

        WorkerConfig config = config("", "");

        assertThat(prompts(config, "juhe")).isSameAs(prompts(config, "jumdata"));
        assertThat(prompts(config, "juhe")).isNotSameAs(Prompts.BUNDLED);
    }

    @Test
    void aProvidersOwnComesFirst() throws IOException {
        write(all, "all", "Mood, JSON only");
        write(juhes, "juhe", "Feeling, JSON only");

        WorkerConfig config = config(", prompts: " + juhes, "");

        assertThat(prompts(config, "juhe")).isNotSameAs(prompts(config, "jumdata"));
    }

    @Test
    void isRefusedWhereItLeavesNoRoomForAText() throws IOException {
        write(all, "long", "请判断".repeat(40));

        assertThatThrownBy(() -> config("", ""))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        refused -> assertThat(refused.errors())
                                .singleElement()
                                .asString()
                                .contains("providers.jumdata.prompts: sentiment.short.en@long.txt [ask] takes ")
                                .endsWith(" of the 512 bytes of a prompt and leaves no room for a text; make it"
                                        + " shorter"));
    }

    @Test
    void aPromptLimitThatLeavesNoRoomIsRefusedToo() {
        assertThatThrownBy(() -> config(
                        "",
                        "  legacy: {kind: openai-completions, key: \"${KEY}\", model: m, maxPromptCharacters: 512}\n"))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        refused -> assertThat(refused.errors())
                                .singleElement()
                                .asString()
                                .contains("providers.legacy.maxPromptCharacters: ")
                                .contains(" of the 512 characters of a prompt"));
    }

    @Test
    void oneThatIsNoDirectoryIsNamedOnce() throws IOException {
        Files.delete(all);

        assertThatThrownBy(() -> config("", ""))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        refused -> assertThat(refused.errors())
                                .singleElement()
                                .asString()
                                .endsWith("jobs.prompts: is \"" + all + "\", must be a directory with files in UTF-8"));
    }
}
