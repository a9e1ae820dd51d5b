/**
 * The sample application of batch4j, one package per feature.
 *
 * <p>Read {@code users} first: users and their spouses in two round trips. It needs no other package except
 * {@code roundtrip}, which counts. Then, in any order:
 * <ul>
 *   <li>{@code profiles}: two stores asked in one step.
 *   <li>{@code naive}: the same functions without batches, to compare.
 *   <li>{@code timeline}: measures these ways for the page at {@code /}.
 *   <li>{@code infrastructure}: the stores, sample data and error answers; nothing in it is about batches, except that
 *       the database is filled by them.
 * </ul>
 */
@NullMarked
package io.github.batch4j.sample;

import org.jspecify.annotations.NullMarked;
