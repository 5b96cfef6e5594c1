package io.textmill.worker.engine;

import java.time.InstantSource;

/**
 * All that an engine stands on; a simulation puts its own in place.
 *
 * @param clients Kafka
 * @param check looks at topics and brokers before the first record
 * @param hands run the work
 * @param clock tells the time of day, for what is due then
 * @param ticker tells how time passes
 */
record Surroundings(Clients clients, StartCheck check, Hands hands, InstantSource clock, Ticker ticker) {}
