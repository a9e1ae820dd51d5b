package io.github.batch4j.sample;

import org.jspecify.annotations.Nullable;

/** A user and the one the user is married to, if any. */
record Couple(User user, @Nullable User spouse) {}
