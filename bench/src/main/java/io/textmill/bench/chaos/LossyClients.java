package io.textmill.bench.chaos;

import io.textmill.worker.engine.Clients;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Real clients, but for the answer to a commit now and then: it is lost, so that nobody knows what became of the
 * transaction. Half of these are committed, the other half were never asked for. A frozen broker does the same, but seldom
 * at the one moment where it matters.
 */
final class LossyClients implements Clients {
    private final Clients real;
    private final int oneIn;
    private final SplittableRandom random;

    /**
     * Clients that lose one commit's answer in so many, drawn from that seed.
     *
     * @param oneIn 0 for none
     */
    LossyClients(Clients real, int oneIn, long seed) {
        this.real = real;
        this.oneIn = oneIn;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        return real.consumer();
    }

    @Override
    public Consumer<byte[], byte[]> reader() {
        return real.reader();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> producer(String transactionalId) {
        Producer<byte[], byte[]> producer = real.producer(transactionalId);
        InvocationHandler handler = (_, method, arguments) -> {
            boolean lost = method.getName().equals("commitTransaction") && oneIn > 0 && random.nextInt(oneIn) == 0;
            if (lost && random.nextBoolean()) {
                throw new TimeoutException("the commit was lost on its way to the broker, by order of the chaos");
            }
            try {
                Object result = method.invoke(producer, arguments);
                if (lost) {
                    throw new TimeoutException("the answer to a commit was lost, by order of the chaos");
                }
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return (Producer<byte[], byte[]>)
                Proxy.newProxyInstance(Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, handler);
    }
}
