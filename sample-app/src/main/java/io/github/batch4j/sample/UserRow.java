package io.github.batch4j.sample;

import org.jspecify.annotations.Nullable;

/** A user as the database has it, in a row of the table {@code users}. */
record UserRow(long id, String name, String city, @Nullable Long spouseId) {

    static UserRow of(Couple person) {
        User user = person.user();
        User spouse = person.spouse();
        return new UserRow(user.id(), user.name(), user.city(), spouse == null ? null : spouse.id());
    }

    User user() {
        return new User(id, name, city);
    }
}
