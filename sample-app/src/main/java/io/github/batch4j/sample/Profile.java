package io.github.batch4j.sample;

/**
 * A user and where the user is.
 *
 * @param user from the database
 * @param presence from Redis, {@code offline} if it has none
 */
record Profile(User user, String presence) {}
