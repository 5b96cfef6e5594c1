package io.textmill.sandbox.http;

/**
 * One request.
 *
 * @param method in upper case as sent
 * @param path the target's path, still percent-encoded
 * @param query the target's query, still percent-encoded; empty when there is none
 * @param headers its header fields
 * @param body its body, decoded from chunks; empty when there is none
 */
public record Request(String method, String path, String query, Headers headers, byte[] body) {}
