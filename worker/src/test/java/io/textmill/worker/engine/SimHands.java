package io.textmill.worker.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Work of any length, that ends in any order, on no thread at all. */
final class SimHands implements Hands {
    private final SimProcess process;
    private final SimWorld world;
    private final ArrayDeque<Completion> ended = new ArrayDeque<>();

    /** A record that is being worked on. */
    private final class Running {
        private final PartitionRun run;
        private final WorkItem item;
        private SimTime.Event end;
        private boolean interrupted;

        Running(PartitionRun run, WorkItem item) {
            this.run = run;
            this.item = item;
        }

        void endAfter(long millis) {
            end = world.time.after(millis, this::end);
        }

        void interrupt() {
            // Some work does not mind.
            if (!interrupted && world.random.chance(0.6) && world.time.cancel(end)) {
                interrupted = true;
                endAfter(world.random.spread(1, 3_000));
            }
        }

        private void end() {
            if (process.isDead()) {
                return;
            }
            if (!process.isAwake()) {
                endAfter(process.reach().silentFor() + world.random.between(0, 20));
                return;
            }
            Verdict verdict = interrupted ? null : verdict(item);
            if (process.isDead()) {
                return;
            }
            world.invariants.ended(process, item);
            world.trace(() -> process + " ends " + item.partition() + "@"
                    + item.source().offset() + ": "
                    + (verdict == null ? "interrupted" : verdict.getClass().getSimpleName()));
            ended.add(new Completion(run, item, verdict));
            process.wake();
        }
    }

    SimHands(SimProcess process) {
        this.process = process;
        this.world = process.world();
    }

    @Override
    public Runnable start(PartitionRun run, WorkItem item) {
        world.trace(() -> process + " begins " + item.partition() + "@"
                + item.source().offset() + " " + SimJob.text(item.source().value()));
        world.invariants.begun(process, item);
        process.busy();
        if (item.offset() % 3 == 0) {
            item.inbound().hold().free();
        }
        var running = new Running(run, item);
        running.endAfter(world.random.spread(1, world.size.isCrowd() || world.random.chance(0.1) ? 120_000 : 2_000));
        return running::interrupt;
    }

    @Override
    public @Nullable Completion poll(Duration wait) {
        if (ended.isEmpty() && !wait.isZero()) {
            process.idle(wait);
        }
        return ended.poll();
    }

    private @Nullable Verdict verdict(WorkItem item) {
        try {
            item.inbound().hold().take();
            return item.work().run(item.inbound());
        } catch (SimWork.Poisoned e) {
            world.counts.add(SimEvent.PROCESS_POISONED);
            process.kill();
            return null;
        } catch (InterruptedException e) {
            return null;
        } catch (RuntimeException defect) {
            return item.giveUp(Work.Reason.DEFECT, "defect");
        }
    }
}
