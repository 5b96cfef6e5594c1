package io.textmill.worker.config;

import io.textmill.contract.Task;
import io.textmill.worker.spend.Cap;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Everything a worker is told at its start. {@code docs/configuration.md} describes each key.
 *
 * @param id the worker's name in results, logs and transactional ids
 * @param kafka where the jobs come from and the results go
 * @param tasks the tasks that are consumed; never empty
 * @param jobs what a job may ask for
 * @param engine how much is done at once, and how it ends
 * @param journal whether calls are remembered beyond the worker
 * @param admin where health and metrics are served
 * @param log what the log looks like
 * @param tenants who may send jobs, by name; anybody when empty
 * @param routes ways through several providers, by name
 * @param providers the providers by their names; never empty
 * @param caps what may be spent, by all workers together
 * @param effective what holds, by path, secrets masked
 * @param warnings what is allowed but unwise, for the log
 */
public record WorkerConfig(
        String id,
        KafkaConfig kafka,
        Map<Task, TaskConfig> tasks,
        JobsConfig jobs,
        EngineConfig engine,
        JournalConfig journal,
        AdminConfig admin,
        LogConfig log,
        Map<String, TenantConfig> tenants,
        Map<String, RouteConfig> routes,
        Map<String, ProviderConfig> providers,
        List<Cap> caps,
        Map<String, String> effective,
        List<String> warnings) {

    /** An honest file has a few KB; this keeps a wrong path from being read into memory. */
    private static final long MAX_FILE_BYTES = 1 << 20;

    /**
     * Reads the file.
     *
     * @param environment what {@code ${NAME}} stands for
     * @throws ConfigException when anything is wrong with it; the message lists all of it
     */
    public static WorkerConfig load(Path file, Map<String, String> environment) {
        return parse(file.toString(), read(file), environment);
    }

    static WorkerConfig parse(String source, String yaml, Map<String, String> environment) {
        var problems = new Problems();
        var root = YamlReader.read(yaml, problems);
        if (root.entries().isEmpty()) {
            // Anything else that could be said would only follow from that.
            problems.throwIfAny(source);
        }
        var config = ConfigReader.read(root, new Binding(problems, environment));
        Checks.run(config, problems);
        problems.throwIfAny(source);
        return config;
    }

    /** What every Kafka client is told. */
    public Map<String, String> kafkaClient() {
        var client = new HashMap<>(kafka.properties());
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        return client;
    }

    /** The effective configuration, one {@code path: value} a line, secrets masked. */
    public String describe() {
        return effective.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static String read(Path file) {
        try {
            if (!Files.exists(file)) {
                throw new ConfigException(file.toString(), List.of("there is no such file"));
            }
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new ConfigException(file.toString(), List.of("the file has more than 1 MiB"));
            }
            return Files.readString(file);
        } catch (CharacterCodingException _) {
            throw new ConfigException(file.toString(), List.of("the file is not UTF-8"));
        } catch (IOException e) {
            throw new ConfigException(file.toString(), List.of("the file cannot be read: " + e));
        }
    }
}
