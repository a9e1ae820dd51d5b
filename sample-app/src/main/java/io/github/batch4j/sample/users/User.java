package io.github.batch4j.sample.users;

/** A user: JSON under {@code user:ID} in Redis, a row of the table {@code users} in the database. */
public record User(long id, String name, String city) {}
