package io.textmill.worker.provider.juhe;

import io.textmill.worker.provider.Connection;
import io.textmill.worker.provider.Secret;
import java.time.ZoneId;

/**
 * One Juhe account.
 *
 * @param name the configured name
 * @param connection how to reach it
 * @param key the request key
 * @param method {@code GET} puts the key into the URL, as documented; {@code POST} keeps it out of proxies' logs
 * @param zone where the provider's day ends, for its daily count
 */
public record JuheSettings(String name, Connection connection, Secret key, Method method, ZoneId zone) {
    /** How the form travels. */
    public enum Method {
        GET,
        POST
    }
}
