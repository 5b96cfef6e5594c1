package io.textmill.worker.journal;

import io.textmill.worker.engine.Inbound;
import io.textmill.worker.engine.Preparation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The call journal of one worker.
 *
 * <ul>
 *   <li>A partition's records are begun only after its entries were read, up to the end that they had at its take over.
 *   <li>A call is sent after its entry was acknowledged; or without, when that takes too long (see decision 13).
 *   <li>A job's entries are deleted only after the commit that finished its record.
 * </ul>
 *
 * <p>The engine thread prepares, jobs ask from any thread.
 */
public final class Journal implements Journals, Preparation {
    /** How long a partition's hand-over waits for entries that are under way. */
    private static final Duration LEAVE = Duration.ofSeconds(2);

    private final JournalSettings settings;
    private final JournalObserver observer;
    private final InstantSource clock;
    private final Appender appender;
    private final Restorer restorer;
    private final Sweeper sweeper;
    private final AtomicLong held = new AtomicLong();

    /** By the journal's topic and the number of the input's partition. */
    private final Map<TopicPartition, Book> books = new ConcurrentHashMap<>();

    /** A journal that is open; close it after the engine. */
    public Journal(JournalSettings settings, JournalObserver observer, InstantSource clock) {
        this.settings = settings;
        this.observer = observer;
        this.clock = clock;
        this.appender = new Appender(settings, observer);
        this.restorer = new Restorer(settings, appender, observer).start();
        this.sweeper = new Sweeper(appender).start();
    }

    @Override
    public Preparation preparation() {
        return this;
    }

    @Override
    public JobJournal of(Inbound inbound) {
        Map<Line, Entry> known = EntryCodec.state(inbound.state());
        Book book = book(inbound.source());
        if (book == null) {
            return new JobJournal(known, JobJournal.Pen.NONE, observer, settings.worker(), clock);
        }
        Origin origin = Origin.of(inbound);
        // Later than the state: written by owners of this attempt.
        book.entries(origin)
                .forEach((line, value) -> EntryCodec.value(value).ifPresent(entry -> known.put(line, entry)));
        var job = new JobJournal(known, new BookPen(book, origin), observer, settings.worker(), clock);
        job.earlier().stream().filter(JobJournal.Earlier::isLost).forEach(_ -> observer.lost());
        return job;
    }

    // For the engine

    @Override
    public void begin(TopicPartition partition) {
        String topic = settings.topics().get(partition.topic());
        if (topic != null) {
            Book book = books.computeIfAbsent(
                    new TopicPartition(topic, partition.partition()),
                    place -> new Book(topic, place.partition(), held, settings.memory()));
            book.begin(partition);
            restorer.want(book);
        }
    }

    @Override
    public boolean isReady(TopicPartition partition) {
        Book book = book(partition);
        return book == null || book.isReady(partition);
    }

    @Override
    public void finished(Inbound inbound) {
        Book book = book(inbound.source());
        if (book != null) {
            book.finish(Origin.of(inbound)).forEach(key -> sweeper.delete(book.place(), EntryCodec.key(key)));
        }
    }

    @Override
    public void leave(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Book book = book(partition);
            if (book != null && book.leave(partition)) {
                books.remove(new TopicPartition(book.topic(), book.number()));
            }
        }
        appender.settle(LEAVE);
    }

    @Override
    public void close() {
        restorer.close();
        sweeper.close();
        appender.close();
    }

    private @Nullable Book book(TopicPartition partition) {
        String topic = settings.topics().get(partition.topic());
        return topic == null ? null : books.get(new TopicPartition(topic, partition.partition()));
    }

    /** Writes the entries of one attempt at a job. */
    private final class BookPen implements JobJournal.Pen {
        private final Book book;
        private final Origin origin;

        BookPen(Book book, Origin origin) {
            this.book = book;
            this.origin = origin;
        }

        @Override
        public void write(Line line, byte @Nullable [] value) {
            var _ = append(line, value);
        }

        @Override
        public void writeSafely(Line line, byte[] value) throws InterruptedException {
            CompletableFuture<Boolean> kept = append(line, value);
            try {
                kept.get(settings.patience().toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                observer.notAppended();
            } catch (ExecutionException e) {
                throw new IllegalStateException("an append never ends with an exception", e);
            }
        }

        private CompletableFuture<Boolean> append(Line line, byte @Nullable [] value) {
            var key = new EntryCodec.Key(origin, line);
            book.wrote(key, value);
            return appender.append(book.place(), EntryCodec.key(key), value);
        }
    }
}
