/** Kafka for tests and demonstrations: real brokers in KRaft mode, on the loopback interface. */
@NullMarked
package io.textmill.sandbox.kafka;

import org.jspecify.annotations.NullMarked;
