package io.textmill.sandbox.provider;

/**
 * What a simulator accepts. Inventions of the sandbox; no vendor knows them.
 *
 * @param key Juhe's {@code key}, the bearer token or Azure's {@code api-key}
 * @param appId JumData's account
 * @param appSecret what JumData's requests are signed with
 */
public record Credentials(String key, String appId, String appSecret) {
    /** The same for every simulator that is given no other. */
    public static final Credentials DEFAULT = new Credentials("sandbox-key", "sandbox-app", "sandbox-app-secret");
}
