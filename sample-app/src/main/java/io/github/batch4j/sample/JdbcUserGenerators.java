package io.github.batch4j.sample;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The functions of {@link UserGenerators} with a database. Who is asked for twice, as a user and for the spouse's id, is
 * asked for once.
 */
@Component
class JdbcUserGenerators {

    private final JdbcLoader<Long, @Nullable UserRow> users;

    JdbcUserGenerators(JdbcBatch jdbc) {
        this.users = jdbc.table("users")
                .columns("id", "name", "city", "spouse_id")
                .keyedBy(Long.class, "id")
                .named("database")
                .one(UserRow.class);
    }

    /** The user; fails with a {@link io.github.batch4j.MissingKeyException} if there is none. */
    BatchGenerator<User> genUser(long id) {
        return users.require(id).map(UserRow::user);
    }

    /** The user's spouse: null for who has none, and for who is married to somebody that is no user any more. */
    BatchGenerator<@Nullable User> genSpouse(long id) {
        return users.get(id)
                .flatMap(row -> row == null || row.spouseId() == null
                        ? BatchGenerator.value(null)
                        : genUserIfAny(row.spouseId()));
    }

    /** The user and the spouse. */
    BatchGenerator<Couple> genCouple(long id) {
        return BatchGenerator.zip(genUser(id), genSpouse(id), Couple::new);
    }

    private BatchGenerator<@Nullable User> genUserIfAny(long id) {
        return users.get(id).map(row -> row == null ? null : row.user());
    }
}
