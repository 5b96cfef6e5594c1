package io.textmill.worker.journal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one partition's entries: what was read when the engine took it over, and what was written here since.
 * The partitions of the same number of the inputs and retry topics that have this journal share it. Safe for use by many threads.
 */
final class Book {
    private static final long BEGINNING = -1;

    private final String topic;
    private final int number;

    /** Bytes that all books hold. */
    private final AtomicLong held;

    private final long maxHeld;

    /** The partitions that the engine has, each with whether its records may be begun. */
    private final Map<TopicPartition, Boolean> tenants = new HashMap<>();

    /** As the topic has it, by record, oldest first. */
    private final LinkedHashMap<Job, Map<EntryCodec.Key, byte[]>> read = new LinkedHashMap<>();

    /** Written here, by record. */
    private final Map<Job, Map<EntryCodec.Key, Written>> written = new HashMap<>();

    /** Where it stands. */
    private TopicPartition place;

    /** Where to read on. */
    private long position = BEGINNING;

    /** How many entries were written here. */
    private long writes;

    /** Of those before, the topic knows better: another owner may have come between. */
    private long mark;

    /** A record, whatever attempt: several inputs may share the journal, and their offsets are alike. */
    private record Job(String topic, long offset) {
        static Job of(Origin origin) {
            return new Job(origin.topic(), origin.offset());
        }
    }

    /** An entry that was written here; a null value when it was deleted. */
    private record Written(byte @Nullable [] value, long number) {}

    Book(String topic, int number, AtomicLong held, long maxHeld) {
        this.topic = topic;
        this.number = number;
        this.place = new TopicPartition(topic, number);
        this.held = held;
        this.maxHeld = maxHeld;
    }

    /** The journal's topic. */
    String topic() {
        return topic;
    }

    /** The number of the input's partition. */
    int number() {
        return number;
    }

    /**
     * The partition of the topic that it stands in: the one of the same number, where there are as many.
     *
     * @param count how many there are
     */
    synchronized TopicPartition place(int count) {
        place = new TopicPartition(topic, number % count);
        return place;
    }

    /** The same; known once it was read. */
    synchronized TopicPartition place() {
        return place;
    }

    // For the engine

    synchronized void begin(TopicPartition tenant) {
        tenants.put(tenant, false);
        mark = writes;
    }

    synchronized boolean isReady(TopicPartition tenant) {
        return tenants.getOrDefault(tenant, false);
    }

    /** Whether nobody is left. */
    synchronized boolean leave(TopicPartition tenant) {
        tenants.remove(tenant);
        if (tenants.isEmpty()) {
            read.values().forEach(this::released);
            read.clear();
            written.clear();
            position = BEGINNING;
        }
        return tenants.isEmpty();
    }

    /**
     * Forgets an attempt at a job and those before it; the next one may have begun already. Returns the keys that they have
     * left in the topic.
     */
    synchronized Set<EntryCodec.Key> finish(Origin origin) {
        var keys = new LinkedHashSet<EntryCodec.Key>();
        taken(read, origin).forEach((key, value) -> {
            release(value);
            keys.add(key);
        });
        taken(written, origin).forEach((key, each) -> {
            if (each.value() == null) {
                keys.remove(key);
            } else {
                keys.add(key);
            }
        });
        return keys;
    }

    /** The entries of that attempt and those before it, which are there no longer. */
    private static <V> Map<EntryCodec.Key, V> taken(Map<Job, Map<EntryCodec.Key, V>> from, Origin origin) {
        var taken = new HashMap<EntryCodec.Key, V>();
        Map<EntryCodec.Key, V> all = from.getOrDefault(Job.of(origin), new HashMap<>());
        all.forEach((key, value) -> {
            if (key.origin().attempt() <= origin.attempt()) {
                taken.put(key, value);
            }
        });
        all.keySet().removeAll(taken.keySet());
        if (all.isEmpty()) {
            from.remove(Job.of(origin));
        }
        return taken;
    }

    // For the restorer

    /** Where to read on; negative for the beginning. */
    synchronized long position() {
        return position;
    }

    /** Partitions of the engine that wait. */
    synchronized Set<TopicPartition> waiting() {
        var waiting = new HashSet<TopicPartition>();
        tenants.forEach((tenant, isReady) -> {
            if (!isReady) {
                waiting.add(tenant);
            }
        });
        return waiting;
    }

    /** Takes what stands in the topic. */
    synchronized void read(EntryCodec.Key key, byte @Nullable [] value) {
        Job job = Job.of(key.origin());
        Map<EntryCodec.Key, byte[]> known = read.get(job);
        if (value == null) {
            if (known != null) {
                release(known.remove(key));
                if (known.isEmpty()) {
                    read.remove(job);
                }
            }
            return;
        }
        if (known == null) {
            known = new HashMap<>();
            read.put(job, known);
        }
        release(known.put(key, value));
        held.addAndGet(value.length);
        dropOldest();
    }

    /** Everything up to there was read: those partitions need not wait any longer, if they are still here. */
    synchronized void restored(long next, Set<TopicPartition> waited) {
        position = next;
        waited.forEach(tenant -> tenants.replace(tenant, true));
    }

    synchronized int size() {
        return read.values().stream().mapToInt(Map::size).sum();
    }

    // For jobs

    /** What is known of that attempt. */
    synchronized Map<Line, byte[]> entries(Origin origin) {
        Job job = Job.of(origin);
        var entries = new HashMap<Line, byte[]>();
        read.getOrDefault(job, Map.of()).forEach((key, value) -> {
            if (key.origin().equals(origin)) {
                entries.put(key.line(), value);
            }
        });
        written.getOrDefault(job, Map.of()).forEach((key, own) -> {
            byte[] value = own.value();
            if (key.origin().equals(origin) && own.number() >= mark) {
                if (value == null) {
                    entries.remove(key.line());
                } else {
                    entries.put(key.line(), value);
                }
            }
        });
        return entries;
    }

    synchronized void wrote(EntryCodec.Key key, byte @Nullable [] value) {
        written.computeIfAbsent(Job.of(key.origin()), _ -> new HashMap<>()).put(key, new Written(value, writes++));
    }

    /** What is oldest was most likely left over by a crash after its job had ended. */
    private void dropOldest() {
        Iterator<Map<EntryCodec.Key, byte[]>> oldest = read.values().iterator();
        while (held.get() > maxHeld && read.size() > 1 && oldest.hasNext()) {
            released(oldest.next());
            oldest.remove();
        }
    }

    private void released(Map<EntryCodec.Key, byte[]> entries) {
        entries.values().forEach(this::release);
    }

    private void release(byte @Nullable [] value) {
        if (value != null) {
            held.addAndGet(-value.length);
        }
    }
}
