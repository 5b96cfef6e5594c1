package io.textmill.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls the provider stub over real HTTP, one connection for each call in flight. Any thread may use it. */
final class StubClient implements AutoCloseable {
    /** What a call may take beyond what it asks for: the stub may be busy. */
    private static final Duration SPARE = Duration.ofSeconds(60);

    private final URI stub;
    private final String life;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * A client.
     *
     * @param stub where the provider is
     * @param life who calls
     */
    StubClient(URI stub, String life) {
        this.stub = stub;
        this.life = life;
    }

    /**
     * Makes a call, and returns when it was answered.
     *
     * @param step which of the job's calls it is, from 0
     * @param partition the partition that the record was read from
     * @throws InterruptedException when the caller is interrupted: the call is then cut off
     */
    void call(ChaosJob job, int step, String partition) throws InterruptedException {
        boolean ends = job.parks() || step == job.retries();
        Duration pause = step == 0 ? Duration.ZERO : job.pause();
        URI uri = stub.resolve("/call/%s/%d/%s/%s/%b/%d/%d"
                .formatted(
                        job.id(),
                        step,
                        life,
                        partition,
                        ends,
                        pause.toMillis(),
                        job.takes().toMillis()));
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(job.takes().plus(SPARE)).build();
        try {
            HttpResponse<Void> response = http.send(request, HttpResponse.BodyHandlers.discarding());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the stub answered " + response.statusCode() + " to " + uri);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no answer to " + uri, e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
