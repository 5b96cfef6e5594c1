package io.textmill.worker.provider.juhe;

import io.textmill.contract.Charged;
import io.textmill.worker.provider.Connection;
import io.textmill.worker.provider.PromptLimit;
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
 * @param charging what the provider takes for the codes of which its page does not say it
 */
public record JuheSettings(
        String name, Connection connection, Secret key, Method method, ZoneId zone, Charging charging) {
    /** How large a prompt may be: 512 characters. */
    public PromptLimit promptLimit() {
        return new PromptLimit(PromptLimit.Unit.UTF16_UNITS, 512, PromptLimit.Form.SHORT, 0);
    }

    /**
     * Whether codes are charged that may come after the work was done.
     *
     * @param notAnswered 274704, this content cannot be answered for now
     * @param internalError 10014, internal error
     */
    public record Charging(Charged notAnswered, Charged internalError) {
        /** Nobody has compared a bill yet. */
        public static final Charging UNKNOWN = new Charging(Charged.UNKNOWN, Charged.UNKNOWN);
    }

    /** How the form travels. */
    public enum Method {
        GET,
        POST
    }
}
