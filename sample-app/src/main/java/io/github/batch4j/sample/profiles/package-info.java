/**
 * Profiles: users from the database with their presence from Redis, both asked in one step.
 *
 * <p>Read {@code ProfileGenerators} first, then {@code ProfileController}, which runs it. {@code Profile} is loaded;
 * {@code ProfilesAnswer} is the JSON of the controller.
 */
@NullMarked
package io.github.batch4j.sample.profiles;

import org.jspecify.annotations.NullMarked;
