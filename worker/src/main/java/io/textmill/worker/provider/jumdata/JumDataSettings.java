package io.textmill.worker.provider.jumdata;

import io.textmill.worker.provider.Connection;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.Secret;

/**
 * One JumData account.
 *
 * @param name the configured name
 * @param connection how to reach it
 * @param appId the account's id
 * @param appSecret what requests are signed with
 * @param marginBytes how far below the 512 bytes a prompt must stay
 */
public record JumDataSettings(String name, Connection connection, String appId, Secret appSecret, int marginBytes) {
    /** How large a prompt may be: 512 bytes, less the margin. */
    public PromptLimit promptLimit() {
        return new PromptLimit(PromptLimit.Unit.UTF8_BYTES, 512 - marginBytes, PromptLimit.Form.SHORT, 0);
    }
}
