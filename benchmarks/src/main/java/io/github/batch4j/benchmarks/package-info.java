/**
 * The cost of batching, beside writing it by hand and beside java-dataloader.
 *
 * <p>Every task is written once in each form, in the classes {@link io.github.batch4j.benchmarks.ByHand},
 * {@link io.github.batch4j.benchmarks.Pipelines}, {@link io.github.batch4j.benchmarks.Loaders},
 * {@link io.github.batch4j.benchmarks.PlainCode} and {@link io.github.batch4j.benchmarks.DataLoaders}, on the same
 * {@link io.github.batch4j.benchmarks.UserStore}. The benchmark classes only choose tasks, forms and sizes.
 */
@NullMarked
package io.github.batch4j.benchmarks;

import org.jspecify.annotations.NullMarked;
