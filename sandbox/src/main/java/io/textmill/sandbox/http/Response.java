package io.textmill.sandbox.http;

/**
 * One response.
 *
 * @param status the HTTP status
 * @param headers its header fields, without those that frame the body
 * @param body its body
 * @param delivery how it reaches the client
 */
public record Response(int status, Headers headers, byte[] body, Delivery delivery) {

    private static final Delivery AT_ONCE = new Delivery.AtOnce();

    /** A response that is delivered at once. */
    public static Response of(int status, Headers headers, byte[] body) {
        return new Response(status, headers, body, AT_ONCE);
    }

    /** No response: the connection is reset. */
    public static Response reset() {
        return new Response(0, Headers.NONE, new byte[0], new Delivery.Reset());
    }

    /** The same with that header field in the place of any other of its name. */
    public Response withHeader(String name, String value) {
        return new Response(status, headers.with(name, value), body, delivery);
    }

    /** The same with another body. */
    public Response withBody(byte[] newBody) {
        return new Response(status, headers, newBody, delivery);
    }

    /** The same, delivered that way. */
    public Response delivered(Delivery newDelivery) {
        return new Response(status, headers, body, newDelivery);
    }
}
