package io.textmill.worker;

import java.lang.reflect.Proxy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and SIGINT, each time that they arrive: a shutdown hook hears of the first only. The class behind it is not
 * part of the language's library, so it is reached by its name; where it is missing, the first signal ends the process by
 * way of a shutdown hook.
 */
final class Signals {
    private static final Logger log = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /** Runs that for each signal, on a thread of its own. */
    static void onEach(Runnable action) {
        for (String name : List.of("TERM", "INT")) {
            try {
                Class<?> signal = Class.forName("sun.misc.Signal");
                Class<?> handler = Class.forName("sun.misc.SignalHandler");
                Object calling =
                        Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (_, method, _) -> {
                            if (method.getName().equals("handle")) {
                                action.run();
                            }
                            return null;
                        });
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), calling);
            } catch (ReflectiveOperationException e) {
                log.atWarn()
                        .addKeyValue("signal", name)
                        .addKeyValue("reason", e.getMessage())
                        .log("cannot be handled");
                Runtime.getRuntime().addShutdownHook(new Thread(action, "stop"));
                return;
            }
        }
    }
}
