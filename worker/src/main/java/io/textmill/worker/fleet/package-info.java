/**
 * What this worker's part of the fleet's limits is, learnt from the group's own offsets: no worker talks to another. The
 * shell around {@link io.textmill.worker.quota.FleetHistory}, which decides.
 *
 * <p>Asks the brokers for what a member of the group may see anyway: to read a topic and to be in a group includes to
 * describe them.
 */
@NullMarked
package io.textmill.worker.fleet;

import org.jspecify.annotations.NullMarked;
