package io.textmill.bench.chaos;

import io.textmill.bench.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A worker from one start to its end, and what was done to it. Written by one thread at a time, read by any. */
final class Life {
    private final String name;
    private final Child child;
    private final Path log;
    private final List<Story.Span> frozen = new CopyOnWriteArrayList<>();
    private volatile @Nullable Instant killed;
    private volatile @Nullable Instant told;
    private volatile @Nullable Instant ended;

    Life(String name, Child child, Path log) {
        this.name = name;
        this.child = child;
        this.log = log;
        var _ = child.end().thenRun(() -> ended = Instant.now());
    }

    String name() {
        return name;
    }

    Child child() {
        return child;
    }

    /** It is about to be killed. */
    void killedNow() {
        killed = Instant.now();
    }

    /** It is about to be told to finish and leave. */
    void toldNow() {
        told = told == null ? Instant.now() : told;
    }

    /** It was frozen from then until now. */
    void frozenSince(Instant begin) {
        frozen.add(new Story.Span(begin, Instant.now()));
    }

    /** Whether it ended though nobody asked it to. */
    boolean diedByItself() {
        return ended != null && killed == null && told == null;
    }

    /** All that is known of it. */
    Story story() {
        try {
            return new Story(name, killed, told, ended, frozen, WorkerLog.parse(Files.readAllLines(log)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }
}
