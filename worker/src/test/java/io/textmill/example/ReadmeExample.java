package io.textmill.example;

import io.textmill.client.JobPublisher;
import io.textmill.client.ResultReader;
import io.textmill.client.Start;
import io.textmill.contract.Job;
import io.textmill.contract.JobResult;
import java.time.Duration;
import java.util.Map;

/** The README's Java example; {@link ReadmeExampleTest} holds both against each other. */
final class ReadmeExample {
    private ReadmeExample() {}

    static void run() throws InterruptedException {
        // README
        Map<String, Object> kafka = Map.of("bootstrap.servers", "localhost:9092");
        try (var results = new ResultReader(kafka, Start.end()); // read_committed
                var jobs = new JobPublisher(kafka)) { // idempotent; refuses a bad job and says which field
            Job job = Job.sentiment("review-17", "The room was clean and the staff were lovely.");
            jobs.publish(job).join();
            JobResult result = results.await(job.jobId(), Duration.ofMinutes(2)).orElseThrow();
            if (result.status() == JobResult.Status.SUCCEEDED) {
                System.out.println(result.sentiment().label() + ", order_id " + result.orderId());
            } else {
                System.out.println(result.error().code() + ": " + result.error().message());
            }
        }
        // README
    }
}
