package io.textmill.sandbox.provider;

import io.textmill.sandbox.http.Headers;

/**
 * What a vendor says, before anything spoils it on the way.
 *
 * @param status the HTTP status
 * @param headers its header fields
 * @param body the document
 * @param id the call's number; empty when none was issued
 * @param code for the ledger
 * @param accepted whether a model worked on the call
 * @param charged whether it is on the bill
 * @param tokens what it used, where the vendor counts tokens
 */
record Spoken(
        int status,
        Headers headers,
        String body,
        String id,
        String code,
        boolean accepted,
        boolean charged,
        int tokens) {

    /** An answer: worked on and charged. */
    static Spoken answer(Headers headers, String body, String id, String code) {
        return new Spoken(200, headers, body, id, code, true, true, 0);
    }

    /** A refusal: not worked on, not charged. */
    static Spoken refusal(int status, Headers headers, String body, String code) {
        return new Spoken(status, headers, body, "", code, false, false, 0);
    }

    /** A refusal by a bare HTTP status, which the vendor's documents do not describe. */
    static Spoken bare(int status, String body) {
        return refusal(status, Headers.of("Content-Type", "text/html"), body, "http_" + status);
    }

    /** The same, but not on the bill. */
    Spoken free() {
        return new Spoken(status, headers, body, id, code, accepted, false, tokens);
    }

    Spoken withHeaders(Headers more) {
        return new Spoken(status, headers.with(more), body, id, code, accepted, charged, tokens);
    }

    Spoken withTokens(int newTokens) {
        return new Spoken(status, headers, body, id, code, accepted, charged, newTokens);
    }
}
