package io.github.batch4j.sample.infrastructure;

import io.github.batch4j.sample.testing.SampleTest;
import io.github.batch4j.sample.users.UserIds;
import java.util.Collections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
@Tag("coroutines")
class ProblemsTest {

    private final RestTestClient http;

    ProblemsTest(RestTestClient http) {
        this.http = http;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            /users/99/spouses        | 404 | No user has the id 99.
            /plain/users/99/spouses  | 404 | No user has the id 99.
            /naive/users/99/spouses  | 404 | No user has the id 99.
            /timeline/users/99       | 404 | No user has the id 99.
            /users?ids=1,99,98       | 404 | No user has the id 99.
            /plain/users?ids=1,99,98 | 404 | No user has the id 99.
            /jdbc/users/99/spouses   | 404 | No user has the id 99.
            /jdbc/users?ids=1,99,98  | 404 | No user has the id 99.
            /profiles?ids=1,99       | 404 | No user has the id 99.
            /timeline/profiles?ids=99 | 404 | No user has the id 99.
            /users/abc/spouses       | 400 | Failed to convert 'id' with value: 'abc'
            /plain/users/abc/spouses | 400 | Failed to convert 'id' with value: 'abc'
            /jdbc/users/abc/spouses  | 400 | Failed to convert 'id' with value: 'abc'
            /users/0/spouses         | 400 | 'id' must be greater than 0.
            /plain/users/0/spouses   | 400 | 'id' must be greater than 0.
            /naive/users/-1/spouses  | 400 | 'id' must be greater than 0.
            /jdbc/users/0/spouses    | 400 | 'id' must be greater than 0.
            /users                   | 400 | Required parameter 'ids' is not present.
            /users?ids=              | 400 | 'ids' size must be between 1 and 500.
            /plain/users?ids=        | 400 | 'ids' size must be between 1 and 500.
            /users?ids=1,,2          | 400 | 'ids' must not be null.
            /users?ids=,             | 400 | 'ids' must not be null.
            /users?ids=1,x           | 400 | Failed to convert 'ids' with value: '1,x'
            /users?ids=1,-2          | 400 | 'ids' must be greater than 0.
            /plain/users?ids=1,-2    | 400 | 'ids' must be greater than 0.
            /jdbc/users?ids=         | 400 | 'ids' size must be between 1 and 500.
            /jdbc/users?ids=1,x      | 400 | Failed to convert 'ids' with value: '1,x'
            /profiles                | 400 | Required parameter 'ids' is not present.
            /profiles?ids=1,,2       | 400 | 'ids' must not be null.
            /timeline/profiles?ids=0 | 400 | 'ids' must be greater than 0.
            """)
    void isAnsweredAsAProblemDetail(String path, int status, String detail) {
        expectProblem(path, status, detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users", "/plain/users", "/jdbc/users", "/profiles", "/timeline/profiles"})
    void tooManyIdsAreRefused(String path) {
        String ids = String.join(",", Collections.nCopies(UserIds.MAX + 1, "1"));

        expectProblem(path + "?ids=" + ids, 400, "'ids' size must be between 1 and 500.");
    }

    private void expectProblem(String path, int status, String detail) {
        http.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(status)
                .jsonPath("$.detail")
                .isEqualTo(detail);
    }
}
