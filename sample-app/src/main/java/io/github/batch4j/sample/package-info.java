/**
 * Users and their spouses from Redis, in two round trips: the sample application of batch4j.
 *
 * <p>{@code UserGenerators} is what to read first: small functions that each ask for one thing. {@code UserController}
 * runs them in the request's {@code BatchExecutor}. {@code PlainUsers} and {@code PlainController} are the same as
 * plain blocking code, {@code NaiveUsers} and {@code NaiveController} the same without batches, and
 * {@code TimelineController} measures all three for the page.
 *
 * <p>{@code JdbcUserGenerators} and {@code JdbcUserController} are the same with a database. {@code ProfileGenerators} and
 * {@code ProfileController} ask both stores in one step, {@code NaiveProfiles} does so one at a time, and
 * {@code ProfileTimelineController} measures the two.
 *
 * <p>The rest is what any Spring Boot application has: the records that are answered, {@code PeopleInRedis} and
 * {@code PeopleInDatabase}, which write what is to be found, and {@code ProblemHandler} for what goes wrong.
 */
@NullMarked
package io.github.batch4j.sample;

import org.jspecify.annotations.NullMarked;
