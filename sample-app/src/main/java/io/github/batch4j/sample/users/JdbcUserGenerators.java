package io.github.batch4j.sample.users;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The functions of {@link UserGenerators} with a database. The user and the spouse's id are in one row, so the two
 * reads of it are one operation.
 */
@Component
public class JdbcUserGenerators {

    private final JdbcLoader<Long, @Nullable UserRow> users;

    JdbcUserGenerators(JdbcBatch jdbc) {
        this.users = jdbc.table("users")
                .columns("id", "name", "city", "spouse_id")
                .keyedBy(Long.class, "id")
                .named("database")
                .one(UserRow.class);
    }

    /** Loads the user; fails with a {@link io.github.batch4j.MissingKeyException} if there is none. */
    public BatchGenerator<User> genUser(long id) {
        return users.require(id).map(UserRow::user);
    }

    /** Loads the user's spouse: null if there is none, or if the spouse is no longer a user. */
    BatchGenerator<@Nullable User> genSpouse(long id) {
        return users.get(id)
                .flatMap(row -> row == null || row.spouseId() == null
                        ? BatchGenerator.value(null)
                        : genUserIfAny(row.spouseId()));
    }

    /** Loads the user and the spouse. */
    BatchGenerator<Couple> genCouple(long id) {
        return BatchGenerator.zip(genUser(id), genSpouse(id), Couple::new);
    }

    private BatchGenerator<@Nullable User> genUserIfAny(long id) {
        return users.get(id).map(row -> row == null ? null : row.user());
    }
}
