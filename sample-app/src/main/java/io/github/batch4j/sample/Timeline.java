package io.github.batch4j.sample;

import io.github.batch4j.CoroutineKind;
import java.util.List;

/**
 * The same couples found in three ways.
 *
 * @param couples who was found
 * @param pipeline what it takes with {@link UserGenerators}
 * @param plain what it takes with {@link PlainUsers}
 * @param naive what it takes with {@link NaiveUsers}
 * @param coroutines what the plain code has run on
 */
record Timeline(List<Couple> couples, Way pipeline, Way plain, Way naive, CoroutineKind coroutines) {}
