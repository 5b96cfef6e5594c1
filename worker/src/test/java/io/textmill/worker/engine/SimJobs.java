package io.textmill.worker.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** All jobs of a run, and who publishes them: in bursts, in transactions or not, some of which are aborted. */
final class SimJobs {
    private final SimWorld world;
    private final List<Input> inputs;
    private final Map<String, SimJob> jobs = new HashMap<>();
    private int unpublished;

    SimJobs(SimWorld world, List<Input> inputs) {
        this.world = world;
        this.inputs = inputs;
        this.unpublished = world.size.jobs();
    }

    /** Publishes some, and more later. */
    void publish() {
        int count = Math.min(unpublished, world.random.between(1, world.size.burst()));
        unpublished -= count;
        SimTransaction transaction = world.random.chance(0.3) ? world.broker.transactions.open() : null;
        boolean aborted = transaction != null && world.random.chance(0.2);
        for (int i = 0; i < count; i++) {
            Input input = world.random.pick(inputs);
            TopicPartition partition = world.random.pick(world.broker.partitions(input.topic()));
            var job = new SimJob("job-" + jobs.size(), world.size.isCrowd(), world.random.split());
            jobs.put(job.id, job);
            world.broker.publish(transaction, partition, job.id);
            if (!aborted) {
                world.invariants.published(job.id, partition);
            }
        }
        world.trace(() -> "published " + count + (aborted ? ", aborted" : ""));
        if (transaction != null) {
            world.time.after(
                    world.random.between(0, 5_000), () -> world.broker.transactions.end(transaction, !aborted));
        }
        if (unpublished > 0) {
            world.time.after(world.random.spread(1, 60_000), this::publish);
        }
    }

    boolean areAllPublished() {
        return unpublished == 0;
    }

    /** The job that a record is about. */
    SimJob of(byte[] value) {
        return jobs.get(SimJob.text(value));
    }
}
