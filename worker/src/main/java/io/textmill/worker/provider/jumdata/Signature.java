package io.textmill.worker.provider.jumdata;

import io.textmill.worker.provider.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of account, secret and timestamp, in lower-case hex. */
final class Signature {
    private Signature() {}

    static String sign(String appId, Secret appSecret, String timestamp) {
        byte[] bytes = (appId + appSecret.reveal() + timestamp).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
