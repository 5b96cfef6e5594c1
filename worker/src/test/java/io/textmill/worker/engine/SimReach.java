package io.textmill.worker.engine;

/** Whether a process runs, whether it reaches the brokers, and what the group makes of it when it is not heard of. */
final class SimReach {
    /** Who is silent for that long, or a little less, is given up by the group. */
    private static final int SESSION = 45_000;

    private static final int HEARTBEAT = 5_000;

    private final SimProcess process;
    private final SimWorld world;
    private long frozenUntil;
    private long isolatedUntil;

    /** When it was last seen to fall silent. */
    private long silentSince;

    SimReach(SimProcess process) {
        this.process = process;
        this.world = process.world();
    }

    /** Nothing of the process runs for that long; then it goes on as if nothing had been. */
    void freeze(long millis) {
        frozenUntil = world.time.now() + millis;
        fallSilent(millis);
    }

    /** The process runs, but reaches no broker for that long. */
    void isolate(long millis) {
        isolatedUntil = world.time.now() + millis;
        fallSilent(millis);
    }

    void recover() {
        frozenUntil = Math.min(frozenUntil, world.time.now());
        isolatedUntil = Math.min(isolatedUntil, world.time.now());
    }

    boolean isAwake() {
        return frozenFor() <= 0;
    }

    /** For how long yet it does not run; not positive when it does. */
    long frozenFor() {
        return frozenUntil - world.time.now();
    }

    boolean reachesBrokers() {
        return world.time.now() >= isolatedUntil && world.broker.isUp();
    }

    /** For how long yet it is not heard of; not positive when it is. */
    long silentFor() {
        return Math.max(frozenFor(), reachableIn());
    }

    /** How long it takes until brokers are reached. */
    long reachableIn() {
        return Math.max(isolatedUntil, world.broker.upAt()) - world.time.now();
    }

    /** The process is not heard of for that long, or, when it is dead, ever again. */
    void fallSilent(long millis) {
        if (process.consumer() == null) {
            return;
        }
        SimMember member = process.consumer().member();
        silentSince = world.time.now();
        world.time.after(millis, member::heardOfAgain);
        long since = silentSince;
        String id = member.id();
        world.time.after(SESSION - world.random.between(0, HEARTBEAT), () -> expire(id, since));
    }

    private void expire(String member, long since) {
        if (!world.broker.isUp()) {
            // Other coordinators give everybody a whole session again.
            world.time.at(world.broker.upAt() + SESSION, () -> expire(member, since));
        } else if (process.isDead() || (silentFor() > 0 && silentSince == since)) {
            world.broker.group.remove(member);
        }
    }
}
