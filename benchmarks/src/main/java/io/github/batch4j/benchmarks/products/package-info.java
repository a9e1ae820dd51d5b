/**
 * The cost of reading rows by key from each database product, beside code that is written by hand.
 *
 * <p>A {@code Product} is started as a {@code ProductDatabase} with a table of people; the {@code MariaDbServer} is a
 * process of its own. {@code People} are read by a loader and by hand. By hand, {@code SentKeys} are the part of a
 * statement that has the keys.
 */
@NullMarked
package io.github.batch4j.benchmarks.products;

import org.jspecify.annotations.NullMarked;
