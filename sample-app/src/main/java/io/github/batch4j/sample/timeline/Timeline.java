package io.github.batch4j.sample.timeline;

import io.github.batch4j.CoroutineKind;
import io.github.batch4j.sample.naive.NaiveUsers;
import io.github.batch4j.sample.users.Couple;
import io.github.batch4j.sample.users.PlainUsers;
import io.github.batch4j.sample.users.UserGenerators;
import java.util.List;

/**
 * The same couples loaded in three ways.
 *
 * @param pipeline the run of {@link UserGenerators}
 * @param plain the run of {@link PlainUsers}
 * @param naive the run of {@link NaiveUsers}
 * @param coroutines the kind of coroutine that ran the plain code
 */
record Timeline(
        List<Couple> couples, Measurement pipeline, Measurement plain, Measurement naive, CoroutineKind coroutines) {}
