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
 * @param preparation what work needs before a partition's records are begun
 * @param demand how many records are worth having in work
 */
public record Surroundings(
        Clients clients,
        StartCheck check,
        Hands hands,
        InstantSource clock,
        Ticker ticker,
        Preparation preparation,
        Demand demand) {

    /** Those of work that needs no preparation, and takes whatever there is. */
    Surroundings(Clients clients, StartCheck check, Hands hands, InstantSource clock, Ticker ticker) {
        this(clients, check, hands, clock, ticker, Preparation.NONE, Demand.ANY);
    }

    /** The real ones: the brokers that the settings name, and virtual threads. */
    public static Surroundings of(EngineSettings settings, StartCheck check, InstantSource clock) {
        return new Surroundings(
                Clients.of(settings),
                check,
                new VirtualThreads(settings.bounds().inFlight()),
                clock,
                new Ticker(System::nanoTime));
    }

    /** The same with other clients. */
    public Surroundings with(Clients others) {
        return new Surroundings(others, check, hands, clock, ticker, preparation, demand);
    }

    /** The same with work that needs that preparation. */
    public Surroundings with(Preparation needed) {
        return new Surroundings(clients, check, hands, clock, ticker, needed, demand);
    }

    /** The same with work that demands records like that. */
    public Surroundings with(Demand wanted) {
        return new Surroundings(clients, check, hands, clock, ticker, preparation, wanted);
    }
}
