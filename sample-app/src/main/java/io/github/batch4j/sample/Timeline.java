package io.github.batch4j.sample;

import io.github.batch4j.BodyCarrier;
import java.util.List;

/**
 * The same couples found in three ways.
 *
 * @param couples who was found
 * @param pipeline what it takes with {@link UserGenerators}
 * @param plain what it takes with {@link PlainUsers}
 * @param naive what it takes with {@link NaiveUsers}
 * @param carrier what the plain code has run on
 */
record Timeline(List<Couple> couples, Way pipeline, Way plain, Way naive, BodyCarrier carrier) {}
