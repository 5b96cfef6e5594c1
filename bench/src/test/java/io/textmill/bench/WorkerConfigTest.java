package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class WorkerConfigTest {
    private static final String READY = """
        {"bootstrapServers":"127.0.0.1:19092","providers":{
          "juhe":{"baseUrl":"http://127.0.0.1:1","key":"k\\"1"},
          "openai-chat":{"baseUrl":"http://127.0.0.1:2","key":"k2","model":"m"}}}\
        """;

    private final SandboxReady sandbox = SandboxReady.parse(READY);

    @Test
    void listsEveryAccountThatTheSandboxAnnounced() {
        assertThat(new WorkerConfig("w-1", sandbox, 8, 200).yaml())
                .contains("  bootstrapServers: 127.0.0.1:19092\n")
                .contains("  maxCalls: 200\n")
                .contains("""
                      juhe:
                        kind: juhe
                        baseUrl: "http://127.0.0.1:1"
                        key: "k\\"1"
                        timeout: 30s
                        limits: {inFlightPerWorker: 8}
                    """)
                .contains("    model: \"m\"\n");
    }

    @Test
    void knowsWhereEachSimulatorAnswers() {
        assertThat(sandbox.baseUrl("openai-chat")).isEqualTo(URI.create("http://127.0.0.1:2"));
        assertThatThrownBy(() -> sandbox.baseUrl("jumdata")).hasMessageContaining("jumdata");
    }

    @Test
    void saysWhatTheSandboxSaidWhenItIsNotItsLine() {
        assertThatThrownBy(() -> SandboxReady.parse("Exception in thread"))
                .isInstanceOf(Failed.class)
                .hasMessageEndingWith("Exception in thread");
    }
}
