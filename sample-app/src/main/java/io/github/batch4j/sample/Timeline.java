package io.github.batch4j.sample;

import java.util.List;

/**
 * The same couples found both ways.
 *
 * @param couples who was found
 * @param batched the round trips of {@link UserGenerators}
 * @param naive the round trips of {@link NaiveUsers}
 */
record Timeline(List<Couple> couples, List<RoundTrip> batched, List<RoundTrip> naive) {}
