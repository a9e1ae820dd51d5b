package io.github.batch4j.sample;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.sample.jdbc.NoDatabaseException;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcUpdate;
import jakarta.annotation.PostConstruct;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes {@link SamplePeople} to the database before the first request is taken. Whoever is there already is written again,
 * so a database that lasts longer than the application is none the worse for it.
 */
@Component
class PeopleInDatabase {

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

    PeopleInDatabase(JdbcTemplate template, JdbcBatch jdbc, BatchExecutorFactory factory) {
        this.template = template;
        this.update = jdbc.update(UPDATE);
        this.insert = jdbc.update(INSERT);
        this.batchExecutor = factory.create();
    }

    @PostConstruct
    void write() {
        List<UserRow> rows = SamplePeople.all().stream().map(UserRow::of).toList();
        try {
            template.execute(CREATE);
            batchExecutor.execute(BatchGenerator.all(rows, this::genWrite));
        } catch (DataAccessException e) {
            throw new NoDatabaseException("The users could not be written to the database: " + e.getCause(), e);
        }
    }

    /** Written for one user; all updates are sent together, and so are all inserts. */
    private BatchGenerator<Integer> genWrite(UserRow row) {
        return update.paramSource(row)
                .update()
                .flatMap(changed -> changed == 0 ? insert.paramSource(row).update() : BatchGenerator.value(changed));
    }
}
