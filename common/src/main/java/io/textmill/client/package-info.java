/**
 * For upstream services: publish jobs and read their results.
 *
 * <pre>{@code
 * Map<String, Object> kafka = Map.of("bootstrap.servers", "localhost:9092");
 * try (JobPublisher jobs = new JobPublisher(kafka);
 *         ResultReader results = new ResultReader(kafka, Start.end())) {
 *     jobs.publish(Job.summarize("ferry-88", text)).join();
 *     results.await("ferry-88", Duration.ofMinutes(2))
 *             .ifPresent(result -> System.out.println(result.status() + ": " + result.summary()));
 * }
 * }</pre>
 */
@NullMarked
package io.textmill.client;

import org.jspecify.annotations.NullMarked;
