package io.textmill.worker.provider;

import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decodes a body in the charset it declares, UTF-8 when it declares none; never guesses and never repairs. */
final class Charsets {
    private static final Pattern DECLARED =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Charsets() {}

    static String decode(byte[] body, HttpHeaders headers) throws CharacterCodingException {
        String text = declared(headers)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(body))
                .toString();
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static Charset declared(HttpHeaders headers) throws CharacterCodingException {
        Matcher name = DECLARED.matcher(headers.firstValue("Content-Type").orElse(""));
        if (!name.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(name.group(1));
        } catch (IllegalArgumentException e) {
            CharacterCodingException unknown = new CharacterCodingException();
            unknown.initCause(e);
            throw unknown;
        }
    }
}
