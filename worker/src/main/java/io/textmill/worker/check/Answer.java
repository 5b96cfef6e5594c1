package io.textmill.worker.check;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What the brokers answer to a question. */
sealed interface Answer<T> {

    /** What was asked for. */
    record Value<T>(T value) implements Answer<T> {}

    /** There is no such thing, or these brokers cannot tell. */
    record None<T>() implements Answer<T> {}

    /** We may not know. */
    record Refused<T>() implements Answer<T> {}

    /** What was asked for, otherwise what stands for it. */
    default T or(T other) {
        return this instanceof Value<T>(T value) ? value : other;
    }

    /** The same of something made of the value. */
    default <U> Answer<U> map(Function<T, U> function) {
        return switch (this) {
            case Value<T>(T value) -> new Value<>(function.apply(value));
            case None<T> none -> new None<>();
            case Refused<T> refused -> new Refused<>();
        };
    }

    /** Waits for one of several answers; as {@link #of(KafkaFuture)}. */
    static <K, T> Answer<T> of(Map<K, KafkaFuture<T>> futures, K key) {
        return of(Objects.requireNonNull(futures.get(key), () -> "nobody asked for " + key));
    }

    /**
     * Waits for an answer.
     *
     * @throws RetriableException when the brokers do not answer
     * @throws KafkaException when no retry can help, such as a wrong password
     */
    static <T> Answer<T> of(KafkaFuture<T> future) {
        try {
            return new Value<>(future.get());
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case AuthorizationException _ -> new Refused<>();
                case UnknownTopicOrPartitionException _ -> new None<>();
                case GroupIdNotFoundException _ -> new None<>();
                case UnsupportedVersionException _ -> new None<>();
                case KafkaException failure -> throw failure;
                case null, default -> throw new KafkaException("the brokers could not be asked", e);
            };
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody may interrupt the engine thread", e);
        }
    }
}
