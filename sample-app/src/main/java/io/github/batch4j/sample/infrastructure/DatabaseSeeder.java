package io.github.batch4j.sample.infrastructure;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.sample.users.Couple;
import io.github.batch4j.sample.users.User;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcUpdate;
import jakarta.annotation.PostConstruct;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes {@link SampleUsers} to the database before the first request is accepted. Rows that exist are updated, so the
 * application can be started again on the same database.
 */
@Component
class DatabaseSeeder {

    private static final String CREATE = """
            create table if not exists users (
                id bigint primary key,
                name varchar(100) not null,
                city varchar(100) not null,
                spouse_id bigint
            )""";
    private static final String UPDATE =
            "update users set name = :name, city = :city, spouse_id = :spouseId where id = :id";
    private static final String INSERT =
            "insert into users (id, name, city, spouse_id) values (:id, :name, :city, :spouseId)";

    private final JdbcTemplate template;
    private final JdbcUpdate update;
    private final JdbcUpdate insert;
    private final BatchExecutor batchExecutor;

    DatabaseSeeder(JdbcTemplate template, JdbcBatch jdbc, BatchExecutorFactory factory) {
        this.template = template;
        this.update = jdbc.update(UPDATE);
        this.insert = jdbc.update(INSERT);
        this.batchExecutor = factory.create();
    }

    @PostConstruct
    void write() {
        List<Row> rows = SampleUsers.all().stream().map(Row::of).toList();
        try {
            template.execute(CREATE);
            batchExecutor.execute(BatchGenerator.all(rows, this::genWrite));
        } catch (DataAccessException e) {
            throw new NoDatabaseException("The users could not be written to the database: " + e.getCause(), e);
        }
    }

    /** Writes one user. The executor sends the updates of all users together, then the inserts. */
    private BatchGenerator<Integer> genWrite(Row row) {
        return update.paramSource(row)
                .update()
                .flatMap(changed -> changed == 0 ? insert.paramSource(row).update() : BatchGenerator.value(changed));
    }

    /** The parameters of both statements. */
    record Row(long id, String name, String city, @Nullable Long spouseId) {

        static Row of(Couple couple) {
            User user = couple.user();
            User spouse = couple.spouse();
            return new Row(user.id(), user.name(), user.city(), spouse == null ? null : spouse.id());
        }
    }
}
