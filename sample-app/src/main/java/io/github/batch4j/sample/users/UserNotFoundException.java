package io.github.batch4j.sample.users;

import org.jspecify.annotations.Nullable;

/** Thrown for an id that no user has. */
public class UserNotFoundException extends RuntimeException {

    public UserNotFoundException(@Nullable Object id) {
        super("No user has the id " + id + ".");
    }

    /** Returns the given user; throws if it is null. */
    public static User require(@Nullable User user, long id) {
        if (user == null) {
            throw new UserNotFoundException(id);
        }
        return user;
    }
}
