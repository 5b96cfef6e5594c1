package io.textmill.bench.chaos;

import io.textmill.bench.Child;
import io.textmill.bench.Children;
import io.textmill.bench.Failed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The workers, each a process. Any thread may use it; what is done to one worker is for one thread at a time.
 */
final class Fleet {
    /** Three JVMs may start at once on what is a small machine. */
    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final String prefix;
    private final WorkerSettings settings;
    private final List<String> jvm;
    private final Children children;
    private final Map<Integer, Life> current = new ConcurrentHashMap<>();
    private final List<Life> lives = new CopyOnWriteArrayList<>();

    /**
     * No worker yet.
     *
     * @param folder where their logs go
     * @param prefix of the names of their logs
     * @param settings of each of them, but for its name
     * @param jvm options for their JVMs
     * @param children whom they are started among
     */
    Fleet(Path folder, String prefix, WorkerSettings settings, List<String> jvm, Children children) {
        this.folder = folder;
        this.prefix = prefix;
        this.settings = settings;
        this.jvm = List.copyOf(jvm);
        this.children = children;
    }

    /** Starts a worker's next life; returns when it has joined its group. */
    void start(int worker) {
        Life before = current.get(worker);
        if (before != null) {
            children.stop(before.child());
        }
        String id = "w" + worker + ".";
        long nth = lives.stream().filter(life -> life.name().startsWith(id)).count() + 1;
        String name = id + nth;
        Path log = folder.resolve(prefix + name + ".log");
        var program = new Child.Program(name, command(name), true, log, grace());
        var life = new Life(name, children.start(program), log);
        lives.add(life);
        current.put(worker, life);
        if (!WorkerProcess.READY.equals(life.child().firstLine(START))) {
            throw new Failed(name + " said something else than that it is ready; see " + log);
        }
    }

    /** Ends a worker as SIGKILL does. */
    void kill(int worker) {
        Life life = life(worker);
        life.killedNow();
        life.child().kill();
    }

    /** Stops a worker, and lets it go on after a while. */
    void freeze(int worker, Duration lasts) throws InterruptedException {
        Life life = life(worker);
        Instant begin = Instant.now();
        try (var _ = Freeze.of(life.child().pid())) {
            Thread.sleep(lasts);
        } finally {
            life.frozenSince(begin);
        }
    }

    /**
     * Tells a worker to finish what is in flight; returns when it is gone. As Kubernetes does: SIGTERM, and SIGKILL when
     * its grace is over.
     */
    void drain(int worker) throws InterruptedException {
        Life life = life(worker);
        life.toldNow();
        life.child().terminate();
        try {
            life.child().end().get(grace().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            kill(worker);
        } catch (ExecutionException e) {
            throw new Failed("cannot tell whether " + life.name() + " has ended", e);
        }
    }

    /** Tells all workers that are there to finish what is in flight; returns when they are gone. */
    void drainAll() throws InterruptedException {
        List<Integer> there = current.entrySet().stream()
                .filter(each -> !each.getValue().child().end().isDone())
                .map(Map.Entry::getKey)
                .toList();
        there.forEach(worker -> {
            life(worker).toldNow();
            life(worker).child().terminate();
        });
        for (int worker : there) {
            drain(worker);
        }
    }

    /** Starts those again that ended though nobody asked them to; returns how many there were. */
    int restartTheDead() {
        int dead = 0;
        for (Map.Entry<Integer, Life> each : current.entrySet()) {
            if (each.getValue().diedByItself()) {
                dead++;
                start(each.getKey());
            }
        }
        return dead;
    }

    /** Everything that is known of every life there was. */
    List<Story> stories() {
        var stories = new ArrayList<Story>();
        lives.forEach(life -> stories.add(life.story()));
        return stories;
    }

    /** A pod's: the drain, and what leaving takes. */
    private Duration grace() {
        return settings.drain().plusSeconds(20);
    }

    private Life life(int worker) {
        Life life = current.get(worker);
        if (life == null) {
            throw new IllegalArgumentException("worker " + worker + " was never started");
        }
        return life;
    }

    private List<String> command(String life) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dlogback.configurationFile=chaos-worker-logback.xml");
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), WorkerProcess.class.getName()));
        command.addAll(settings.of(life).arguments());
        return command;
    }
}
