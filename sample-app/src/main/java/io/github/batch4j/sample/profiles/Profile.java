package io.github.batch4j.sample.profiles;

import io.github.batch4j.sample.users.User;

/**
 * A user and the user's presence.
 *
 * @param user from the database
 * @param presence from Redis, {@code offline} if it has none
 */
public record Profile(User user, String presence) {}
