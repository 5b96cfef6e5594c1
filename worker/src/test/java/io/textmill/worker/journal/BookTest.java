package io.textmill.worker.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BookTest {
    private static final EntryCodec.Key OF_TASK = key("nlp.sentiment.jobs");
    private static final EntryCodec.Key OF_LANE = key("nlp.sentiment.jobs.acme");
    private static final byte[] VALUE = {1};

    private final Book book = new Book("nlp.sentiment.journal", 0, new AtomicLong(), 1_000);

    @Test
    void keepsRecordsOfTheSameOffsetApartThatComeFromDifferentTopics() {
        book.read(OF_TASK, VALUE);
        book.read(OF_LANE, VALUE);

        assertThat(book.finish(OF_TASK.origin())).containsExactly(OF_TASK);

        assertThat(book.entries(OF_LANE.origin())).containsOnlyKeys(OF_LANE.line());
        assertThat(book.entries(OF_TASK.origin())).isEmpty();
    }

    @Test
    void keepsThemApartWhenTheyWereWrittenHere() {
        book.wrote(OF_TASK, VALUE);
        book.wrote(OF_LANE, VALUE);

        assertThat(book.finish(OF_LANE.origin())).containsExactly(OF_LANE);

        assertThat(book.entries(OF_TASK.origin())).containsOnlyKeys(OF_TASK.line());
    }

    private static EntryCodec.Key key(String topic) {
        return new EntryCodec.Key(new Origin(topic, 0, 5, 1), new Line(0, 0, "hash"));
    }
}
