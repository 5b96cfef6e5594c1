package io.textmill.worker.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Makes a Kafka client of an object that has only those of its methods that the engine calls. */
final class SimFake {
    private static final Map<Class<?>, Map<Method, Method>> KNOWN = new ConcurrentHashMap<>();

    private SimFake() {}

    @SuppressWarnings("unchecked")
    static Consumer<byte[], byte[]> consumer(Object methods) {
        return of(Consumer.class, methods);
    }

    @SuppressWarnings("unchecked")
    static Producer<byte[], byte[]> producer(Object methods) {
        return of(Producer.class, methods);
    }

    /**
     * A client of that type.
     *
     * @param methods has public methods with the names and parameters of the type's; a call of one that it has not
     *     throws {@link UnsupportedOperationException}
     */
    private static <T> T of(Class<T> type, Object methods) {
        Map<Method, Method> known = KNOWN.computeIfAbsent(methods.getClass(), has -> known(type, has));
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    Method called = known.get(method);
                    if (called == null) {
                        throw new UnsupportedOperationException("the simulation has no " + method);
                    }
                    try {
                        return called.invoke(methods, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static Map<Method, Method> known(Class<?> type, Class<?> has) {
        var known = new HashMap<Method, Method>();
        for (Method asked : type.getMethods()) {
            Arrays.stream(has.getMethods())
                    .filter(each -> each.getName().equals(asked.getName())
                            && Arrays.equals(each.getParameterTypes(), asked.getParameterTypes()))
                    .forEach(each -> {
                        each.setAccessible(true);
                        known.put(asked, each);
                    });
        }
        return known;
    }
}
