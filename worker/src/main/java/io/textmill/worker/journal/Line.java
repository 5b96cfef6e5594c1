package io.textmill.worker.journal;

import io.textmill.worker.caller.CallJournal;
import io.textmill.worker.provider.AnswerFormat;
import io.textmill.worker.provider.Prompt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One request of a job. Pure.
 *
 * @param step which step of the job asks, from 0
 * @param question which question of that step, from 0
 * @param hash of all that is sent and to whom, in hex: another prompt or provider is another request
 */
record Line(int step, int question, String hash) {

    static Line of(int step, int question, CallJournal.Request request) {
        return new Line(step, question, hash(request));
    }

    private static String hash(CallJournal.Request request) {
        Prompt prompt = request.prompt();
        MessageDigest digest = sha256();
        add(digest, request.provider());
        add(digest, request.model());
        add(digest, prompt.system());
        add(digest, prompt.user());
        add(digest, Integer.toString(prompt.maxOutputTokens()));
        add(digest, Boolean.toString(prompt.json()));
        add(digest, prompt.chatId());
        if (prompt.format() instanceof AnswerFormat.Schema(String name, String schema)) {
            add(digest, name);
            add(digest, schema);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** With its length, so that no two lists of fields look alike. */
    private static void add(MessageDigest digest, @Nullable String field) {
        byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
        int length = field == null ? -1 : bytes.length;
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
