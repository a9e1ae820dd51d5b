package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.SharedCalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The snippets of docs/load.md. */
class LoadDocTest {

    @RegisterExtension
    static final DatabaseExtension H2 = new DatabaseExtension(H2Database::new);

    record Report(String title) {}

    private final JdbcTemplate template = H2.database().jdbc();
    private final RowMapper<Report> reportMapper = (row, number) -> new Report(row.getString("title"));
    private final SharedCalls calls = SharedCalls.of(10);
    private final JdbcBatch jdbc =
            JdbcBatch.builder(template).shareQueries(false, () -> calls).build();

    @Test
    void loaderWithASettingOfItsOwn() {
        template.execute("create table reports (id bigint, title varchar(20))");
        template.update("insert into reports values (1, 'Spring')");

        // tag::sharing[]
        JdbcLoader<Long, Report> reports = jdbc.table("reports")
                .keyedBy(Long.class, "id")
                .sharing(JdbcSharing.ANSWERS) // the mapper makes the same for everyone
                .one(reportMapper);
        // end::sharing[]

        assertThat(BatchExecutor.create().execute(reports.get(1L))).isEqualTo(new Report("Spring"));
    }
}
