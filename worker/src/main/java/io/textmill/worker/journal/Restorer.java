package io.textmill.worker.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads books, on a thread of its own, until it has succeeded or nobody wants them any more. One that fails is tried
 * again: its partition's jobs would be paid for again if they began without it.
 */
final class Restorer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Restorer.class);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    /** How long one that reads is waited for; a client that is interrupted complains. */
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private static final long BETWEEN_ATTEMPTS_MILLIS = 1_000;

    private final JournalSettings settings;
    private final Appender appender;
    private final JournalObserver observer;
    private final Thread thread;

    /** Guarded by itself. */
    private final Set<Book> wanted = new LinkedHashSet<>();

    /** Written by any thread, read by the restorer's. */
    private volatile boolean closed;

    Restorer(JournalSettings settings, Appender appender, JournalObserver observer) {
        this.settings = settings;
        this.appender = appender;
        this.observer = observer;
        this.thread = Thread.ofPlatform().name("journal-restorer").daemon().unstarted(this::run);
    }

    Restorer start() {
        thread.start();
        return this;
    }

    /** Has a book read. */
    void want(Book book) {
        synchronized (wanted) {
            wanted.add(book);
            wanted.notifyAll();
        }
    }

    @Override
    public void close() {
        closed = true;
        synchronized (wanted) {
            wanted.notifyAll();
        }
        try {
            if (!thread.join(CLOSE)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                Set<Book> books = next();
                if (books.isEmpty()) {
                    return;
                }
                try (Consumer<byte[], byte[]> reader = reader()) {
                    read(reader, books);
                } catch (RuntimeException e) {
                    tryAgain(books, e);
                }
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private Set<Book> next() throws InterruptedException {
        synchronized (wanted) {
            while (wanted.isEmpty() && !closed) {
                wanted.wait();
            }
            Set<Book> books = Set.copyOf(wanted);
            wanted.clear();
            return books;
        }
    }

    private void tryAgain(Set<Book> books, RuntimeException why) throws InterruptedException {
        if (!closed) {
            log.atWarn()
                    .addKeyValue("reason", why.toString())
                    .log("the journal cannot be read yet: its partitions wait");
            Thread.sleep(BETWEEN_ATTEMPTS_MILLIS);
            books.forEach(this::want);
        }
    }

    private void read(Consumer<byte[], byte[]> reader, Set<Book> books) {
        long start = System.nanoTime();
        var waiting = new HashMap<Book, Set<TopicPartition>>();
        books.forEach(book -> waiting.put(book, book.waiting()));
        // What this worker wrote for an earlier assignment must stand before the end that is read up to.
        appender.settle(ANSWER);
        Map<TopicPartition, List<Book>> places = places(reader, books);
        reader.assign(places.keySet());
        places.forEach((place, each) -> begin(reader, place, each));
        Map<TopicPartition, Long> ends = reader.endOffsets(places.keySet(), ANSWER);
        while (!closed && !ends.entrySet().stream().allMatch(end -> isReached(reader, end))) {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                List<Book> readers = places.getOrDefault(place(record), List.of());
                EntryCodec.key(record.key())
                        .ifPresent(key -> readers.stream()
                                .filter(book -> book.number() == key.origin().partition())
                                .forEach(book -> book.read(key, record.value())));
            }
        }
        if (!closed) {
            places.forEach((place, each) ->
                    each.forEach(book -> book.restored(reader.position(place), waiting.getOrDefault(book, Set.of()))));
            observer.restored(books.stream().mapToInt(Book::size).sum(), Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** Where the books stand: usually one in each partition. */
    private static Map<TopicPartition, List<Book>> places(Consumer<?, ?> reader, Collection<Book> books) {
        var counts = new HashMap<String, Integer>();
        var places = new HashMap<TopicPartition, List<Book>>();
        for (Book book : books) {
            int count = counts.computeIfAbsent(
                    book.topic(), topic -> reader.partitionsFor(topic, ANSWER).size());
            if (count == 0) {
                throw new KafkaException(book.topic() + " does not exist");
            }
            places.computeIfAbsent(book.place(count), _ -> new ArrayList<>()).add(book);
        }
        return places;
    }

    private static void begin(Consumer<?, ?> reader, TopicPartition place, List<Book> books) {
        long from = books.stream().mapToLong(Book::position).min().orElseThrow();
        if (from < 0) {
            reader.seekToBeginning(List.of(place));
        } else {
            reader.seek(place, from);
        }
    }

    private static boolean isReached(Consumer<?, ?> reader, Map.Entry<TopicPartition, Long> end) {
        return reader.position(end.getKey(), ANSWER) >= end.getValue();
    }

    private static TopicPartition place(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private Consumer<byte[], byte[]> reader() {
        var properties = new HashMap<String, Object>(settings.client());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Entries are in no transaction.
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        // A position that retention has removed: all that is left is read again.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
