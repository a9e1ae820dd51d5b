package io.github.batch4j.sample.users;

import org.jspecify.annotations.Nullable;

/** A row of the table {@code users}. */
record UserRow(long id, String name, String city, @Nullable Long spouseId) {

    User user() {
        return new User(id, name, city);
    }
}
