package io.github.batch4j.sample.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.sample.testing.CommandStats;
import io.github.batch4j.sample.testing.QueryStats;
import io.github.batch4j.sample.testing.SampleTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;

/** The number of queries to the database, by its own count of those that it has run. */
@SampleTest
class JdbcRoundTripsTest {

    private static final String INSERT = "insert into users (id, name, city, spouse_id) values (?, 'Noa', 'Riga', ?)";

    private final RestTestClient http;
    private final JdbcTemplate jdbc;
    private final QueryStats database;
    private final CommandStats redis;

    JdbcRoundTripsTest(RestTestClient http, JdbcTemplate jdbc, StringRedisTemplate redis) {
        this.http = http;
        this.jdbc = jdbc;
        this.database = new QueryStats(jdbc);
        this.redis = new CommandStats(redis);
    }

    @BeforeEach
    void resetTheCounts() {
        database.reset();
        redis.reset();
    }

    @AfterEach
    void deleteTestUsers() {
        jdbc.update("delete from users where id between 900 and 2000");
    }

    @Test
    void aUserAndTheSpouseTakeTwo() {
        get("/jdbc/users/12345/spouses").json("""
                {
                  "user": {"id": 12345, "name": "Ada", "city": "Lisbon"},
                  "spouse": {"id": 67890, "name": "Grace", "city": "Bergen"},
                  "roundTrips": 2,
                  "batches": [["12345"], ["67890"]]
                }
                """, JsonCompareMode.STRICT);

        expectQueries(2);
    }

    @Test
    void twentyCouplesTakeTwo() {
        expectTwoQueries(1, 20);
    }

    @Test
    void asManyCouplesAsCanBeAskedForTakeTwo() {
        long last = 1000 + UserIds.MAX;
        List<Object[]> rows = LongStream.rangeClosed(1001, last)
                .mapToObj(id -> new Object[] {id, 12345})
                .toList();
        jdbc.batchUpdate(INSERT, rows);

        expectTwoQueries(1001, last);
    }

    @Test
    void aSingleUserTakesOne() {
        get("/jdbc/users/25/spouses").json("""
                {
                  "user": {"id": 25, "name": "Zora", "city": "Lisbon"},
                  "spouse": null,
                  "roundTrips": 1,
                  "batches": [["25"]]
                }
                """, JsonCompareMode.STRICT);

        expectQueries(1);
    }

    @Test
    void bothOfACoupleAskForEachOtherOnce() {
        get("/jdbc/users?ids=12345,67890").jsonPath("$.couples[1].spouse.name").isEqualTo("Ada");

        expectQueries(1);
    }

    @Test
    void aSpouseWhoIsNoLongerAUserIsNull() {
        jdbc.update(INSERT, 900, 901);

        get("/jdbc/users/900/spouses").json("{\"user\": {\"id\": 900}, \"spouse\": null}");
    }

    @Test
    void anIdThatIsGivenTwiceIsAnsweredTwiceAndAskedOnce() {
        get("/jdbc/users?ids=25,25").json("""
                {
                  "couples": [{"user": {"id": 25}}, {"user": {"id": 25}}],
                  "batches": [["25"]]
                }
                """);
    }

    private void expectTwoQueries(long firstId, long lastId) {
        String ids = LongStream.rangeClosed(firstId, lastId)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(","));

        get("/jdbc/users?ids=" + ids)
                .jsonPath("$.couples.length()")
                .isEqualTo(lastId - firstId + 1)
                .jsonPath("$.roundTrips")
                .isEqualTo(2);

        expectQueries(2);
    }

    private void expectQueries(int queries) {
        assertThat(database.queries()).isEqualTo(queries);
        assertThat(redis.calls()).isEmpty();
    }

    private BodyContentSpec get(String path) {
        return http.get().uri(path).exchange().expectStatus().isOk().expectBody();
    }
}
