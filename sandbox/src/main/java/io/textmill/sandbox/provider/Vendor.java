package io.textmill.sandbox.provider;

import io.textmill.sandbox.http.Headers;
import io.textmill.sandbox.http.Request;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;

/** How one vendor reads requests and words its answers. Thread-safe; waits for nothing. */
interface Vendor {

    /**
     * Reads a request as strictly as the vendor's documents are.
     *
     * @throws Refusal with what the vendor says when it is wrong
     */
    Inquiry read(Request request, Instant now);

    /** What the vendor says with one of its {@link #codes}. */
    Spoken code(String code);

    /** The codes that a script may name. */
    Set<String> codes();

    /** The shapes that a script may name. */
    Set<Shape> shapes();

    /** What the vendor says when a limit is reached. */
    Spoken limited(Limiter.Refused refused);

    /** What the vendor says about the balance. */
    default Spoken balance(BigDecimal balance) {
        throw new UnsupportedOperationException("this vendor does not tell the balance");
    }

    /** Header fields that tell how much of the limits is used. */
    default Headers standing(Limiter limiter, Instant now) {
        return Headers.NONE;
    }
}
