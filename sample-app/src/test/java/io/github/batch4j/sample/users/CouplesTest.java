package io.github.batch4j.sample.users;

import io.github.batch4j.sample.testing.SampleTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;

@SampleTest
class CouplesTest {

    private final RestTestClient http;
    private final StringRedisTemplate redis;

    CouplesTest(RestTestClient http, StringRedisTemplate redis) {
        this.http = http;
        this.redis = redis;
    }

    @AfterEach
    void deleteTestUsers() {
        redis.delete("user:900");
        redis.delete("spouseId:900");
    }

    @Test
    void aSingleUserHasNoSpouseAndNoneIsAskedFor() {
        get("/users/25/spouses").json("""
                {
                  "user": {"id": 25, "name": "Zora", "city": "Lisbon"},
                  "spouse": null,
                  "roundTrips": 1,
                  "batches": [["user:25", "spouseId:25"]]
                }
                """, JsonCompareMode.STRICT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/900/spouses", "/plain/users/900/spouses", "/naive/users/900/spouses"})
    void aSpouseWhoIsNoLongerAUserIsNull(String path) {
        redis.opsForValue()
                .multiSet(
                        Map.of("user:900", "{\"id\":900,\"name\":\"Nils\",\"city\":\"Riga\"}", "spouseId:900", "901"));

        get(path).json("{\"user\": {\"id\": 900}, \"spouse\": null}");
    }

    @Test
    void manyAreAskedForTogether() {
        get("/users?ids=1,25").json("""
                {
                  "couples": [
                    {"user": {"id": 1, "name": "Bruno", "city": "Cusco"},
                     "spouse": {"id": 101, "name": "Bela", "city": "Kyoto"}},
                    {"user": {"id": 25, "name": "Zora", "city": "Lisbon"}, "spouse": null}
                  ],
                  "roundTrips": 2,
                  "batches": [["user:1", "spouseId:1", "user:25", "spouseId:25"], ["user:101"]]
                }
                """, JsonCompareMode.STRICT);
    }

    @Test
    void anIdThatIsGivenTwiceIsAnsweredTwiceAndAskedOnce() {
        get("/users?ids=25,25").json("""
                {
                  "couples": [{"user": {"id": 25}}, {"user": {"id": 25}}],
                  "batches": [["user:25", "spouseId:25"]]
                }
                """);
    }

    private BodyContentSpec get(String path) {
        return http.get().uri(path).exchange().expectStatus().isOk().expectBody();
    }
}
