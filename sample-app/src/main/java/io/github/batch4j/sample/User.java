package io.github.batch4j.sample;

/** A user, in Redis as JSON under {@code user:ID}, in the database as a {@link UserRow}. */
record User(long id, String name, String city) {}
