package io.github.batch4j.sample.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.sample.testing.PostgresServer;
import io.github.batch4j.sample.testing.SampleTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Couples and seeding on PostgreSQL, by its own count of statements. */
@SampleTest
@DirtiesContext
class PostgresTest {

    private static final PostgresServer DATABASE = new PostgresServer();

    private final RestTestClient http;
    private final JdbcTemplate jdbc;
    private final DatabaseSeeder seeder;

    PostgresTest(RestTestClient http, JdbcTemplate jdbc, DatabaseSeeder seeder) {
        this.http = http;
        this.jdbc = jdbc;
        this.seeder = seeder;
        jdbc.execute("create extension if not exists pg_stat_statements");
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        DATABASE.configure(properties);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void aUserAndTheSpouseTakeTwoQueries() {
        jdbc.execute("select pg_stat_statements_reset()");

        http.get().uri("/jdbc/users/12345/spouses").exchange().expectBody().json("""
                {
                  "user": {"id": 12345, "name": "Ada", "city": "Lisbon"},
                  "spouse": {"id": 67890, "name": "Grace", "city": "Bergen"},
                  "roundTrips": 2,
                  "batches": [["12345"], ["67890"]]
                }
                """, JsonCompareMode.STRICT);

        assertThat(count("select sum(calls) from pg_stat_statements where query like 'select%users%'"))
                .isEqualTo(2);
    }

    @Test
    void rowsThatExistAreWrittenAgain() {
        int all = SampleUsers.all().size();
        jdbc.update("update users set name = 'Nobody', spouse_id = 4 where id = 25");
        jdbc.update("delete from users where id = 26");

        seeder.write();

        assertThat(count("select count(*) from users")).isEqualTo(all);
        assertThat(count("select count(*) from users where name = 'Zora' and spouse_id is null"))
                .isEqualTo(1);
    }

    private int count(String query) {
        return jdbc.queryForObject(query, Integer.class);
    }
}
