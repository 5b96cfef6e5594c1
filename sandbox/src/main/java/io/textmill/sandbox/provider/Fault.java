package io.textmill.sandbox.provider;

import java.time.Duration;
import java.util.Set;

/**
 * What goes wrong with one call. Made by the static factories.
 *
 * <p>An invalid request is refused as ever, whatever the script says; {@link #code} and {@link #status} replace the
 * answer to a valid one and are not charged unless the code is a charged one; all others spoil the way of an answer
 * that was produced and charged.
 */
public sealed interface Fault {

    /** Answers with that code: Juhe's {@code error_code} (or its old form), JumData's {@code code}, OpenAI's {@code code}. */
    static Fault code(String providerCode) {
        return new Code(providerCode);
    }

    /** Answers with that HTTP status and that body; no body when it is empty. Not charged. */
    static Fault status(int http, String body) {
        return new Status(http, body);
    }

    /** The normal answer, that late. */
    static Fault slowFirstByte(Duration by) {
        return new SlowFirstByte(by);
    }

    /** The normal answer, its body dripped over that time. */
    static Fault slowBody(Duration over) {
        return new SlowBody(over);
    }

    /** Promises the whole body, sends half of it and closes. */
    static Fault cutBody() {
        return new CutBody();
    }

    /** Resets the connection when the head of the request has arrived: the vendor knows nothing of the call. */
    static Fault resetBeforeRequest() {
        return new ResetBeforeRequest();
    }

    /** Reads the request, answers it in the vendor's books, then resets the connection. */
    static Fault resetAfterRequest() {
        return new ResetAfterRequest();
    }

    /** The normal body, called {@code text/html}. */
    static Fault wrongContentType() {
        return new WrongContentType();
    }

    /** The normal body in GBK, called UTF-8. */
    static Fault wrongCharset() {
        return new WrongCharset(false);
    }

    /** The normal body in GBK, called GBK. */
    static Fault declaredCharset() {
        return new WrongCharset(true);
    }

    /** A JSON document of about that many bytes, without a length in the head. */
    static Fault hugeBody(long bytes) {
        return new HugeBody(bytes);
    }

    /** The normal head with an empty body. */
    static Fault emptyBody() {
        return new EmptyBody();
    }

    /** The first half of the normal body, as if it were all. */
    static Fault invalidJson() {
        return new InvalidJson();
    }

    /** {@code "error_code": "0"}, {@code "code": "200"}. */
    static Fault codesAsStrings() {
        return new Shaped(Shape.CODES_AS_STRINGS);
    }

    /** Blank lines before the JSON. */
    static Fault blankLinesFirst() {
        return new BlankLinesFirst();
    }

    /** An answer that is cut off, {@code finish_reason: length}. */
    static Fault truncated() {
        return new Shaped(Shape.TRUNCATED);
    }

    /** The model declines. */
    static Fault refusal() {
        return new Shaped(Shape.REFUSAL);
    }

    /** The normal answer in that shape. */
    static Fault shaped(Shape shape) {
        return new Shaped(shape);
    }

    /** Adds a response header, such as {@code Retry-After}, to another fault. */
    static Fault header(String name, String value, Fault inner) {
        return new Header(name, value, inner);
    }

    /** No fault: a normal call in the middle of a script. */
    static Fault none() {
        return new Shaped(Shape.PLAIN);
    }

    /** What goes wrong, without the headers added to it. */
    default Fault core() {
        return this instanceof Header header ? header.inner().core() : this;
    }

    /**
     * Checks that a vendor with those codes and shapes can have it.
     *
     * @throws IllegalArgumentException when it cannot
     */
    default void check(Set<String> codes, Set<Shape> shapes) {
        boolean possible = switch (core()) {
            case Code(var code) -> codes.contains(code);
            case Shaped(var shape) -> shapes.contains(shape);
            case Status status -> status.http() >= 200 && status.http() <= 599;
            default -> true;
        };
        if (!possible) {
            throw new IllegalArgumentException(
                    "this provider cannot have " + this + "; its codes are " + codes + ", its shapes " + shapes);
        }
    }

    /** See {@link Fault#code}. */
    record Code(String code) implements Fault {}

    /** See {@link Fault#status}. */
    record Status(int http, String body) implements Fault {}

    /** See {@link Fault#slowFirstByte}. */
    record SlowFirstByte(Duration by) implements Fault {}

    /** See {@link Fault#slowBody}. */
    record SlowBody(Duration over) implements Fault {}

    /** See {@link Fault#cutBody}. */
    record CutBody() implements Fault {}

    /** See {@link Fault#resetBeforeRequest}. */
    record ResetBeforeRequest() implements Fault {}

    /** See {@link Fault#resetAfterRequest}. */
    record ResetAfterRequest() implements Fault {}

    /** See {@link Fault#wrongContentType}. */
    record WrongContentType() implements Fault {}

    /** See {@link Fault#wrongCharset} and {@link Fault#declaredCharset}. */
    record WrongCharset(boolean declared) implements Fault {}

    /** See {@link Fault#hugeBody}. */
    record HugeBody(long bytes) implements Fault {}

    /** See {@link Fault#emptyBody}. */
    record EmptyBody() implements Fault {}

    /** See {@link Fault#invalidJson}. */
    record InvalidJson() implements Fault {}

    /** See {@link Fault#blankLinesFirst}. */
    record BlankLinesFirst() implements Fault {}

    /** See {@link Fault#shaped}. */
    record Shaped(Shape shape) implements Fault {}

    /** See {@link Fault#header}. */
    record Header(String name, String value, Fault inner) implements Fault {}
}
