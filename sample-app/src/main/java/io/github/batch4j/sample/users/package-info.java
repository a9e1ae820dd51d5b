/**
 * Users and their spouses, in two round trips.
 *
 * <p>Read {@code UserGenerators} first: small functions that each ask Redis for one thing. {@code UserController}
 * runs them in the {@code BatchExecutor} of the request. The same is then written in two more forms:
 * {@code PlainUsers} and {@code PlainController} as plain blocking code, {@code JdbcUserGenerators} and
 * {@code JdbcUserController} with a database.
 *
 * <p>{@code User} and {@code Couple} are loaded; {@code CoupleAnswer}, {@code CouplesAnswer} and {@code PlainAnswer}
 * are the JSON of the controllers, with the round trips beside the result.
 */
@NullMarked
package io.github.batch4j.sample.users;

import org.jspecify.annotations.NullMarked;
