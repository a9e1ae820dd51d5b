package io.github.batch4j.sample.users;

import org.jspecify.annotations.Nullable;

/** A user and the user's spouse, if there is one. */
public record Couple(User user, @Nullable User spouse) {}
