/**
 * A small HTTP/1.1 server on plain sockets, because faults need the socket: resets, cut bodies, dripping bodies.
 *
 * <p>For simulators on the loopback interface; not for the open network.
 */
@NullMarked
package io.textmill.sandbox.http;

import org.jspecify.annotations.NullMarked;
