/**
 * The same functions without batches, to compare: each call waits for its answer.
 *
 * <p>Read {@code NaiveUsers} first, beside {@code PlainUsers} of {@code users}: they differ in {@code couple} and
 * {@code get} only. {@code NaiveProfiles} is the counterpart of {@code ProfileGenerators}. {@code NaiveController}
 * shows the three round trips.
 */
@NullMarked
package io.github.batch4j.sample.naive;

import org.jspecify.annotations.NullMarked;
