/**
 * What the engine expects of topics, brokers and rights, and whether the cluster is like that. Facts are read once, then
 * judged: rules are pure, and each finding tells its remedy.
 */
@NullMarked
package io.textmill.worker.check;

import org.jspecify.annotations.NullMarked;
