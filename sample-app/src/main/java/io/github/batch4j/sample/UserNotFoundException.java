package io.github.batch4j.sample;

import org.jspecify.annotations.Nullable;

/** Thrown for an id that no user has. */
class UserNotFoundException extends RuntimeException {

    UserNotFoundException(@Nullable Object id) {
        super("No user has the id " + id + ".");
    }

    /** Returns the user with the given id, if there was one. */
    static User require(@Nullable User user, long id) {
        if (user == null) {
            throw new UserNotFoundException(id);
        }
        return user;
    }
}
