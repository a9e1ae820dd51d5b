package io.github.batch4j.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.sample.testing.SampleTest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The page works without a network: all its links and sources are served by this application. */
@SampleTest
class PageTest {

    private static final Pattern REFERENCE = Pattern.compile("(?:href=|src=|from |import |url\\()[\"']([^\"']+)");

    private final RestTestClient http;

    PageTest(RestTestClient http) {
        this.http = http;
    }

    @Test
    void isServed() {
        assertThat(get("/"))
                .contains("<h1>Three questions, two round trips</h1>")
                .contains("default-src 'self'");
    }

    @Test
    void refersOnlyToItsOwnApplication() {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(""));
        while (!open.isEmpty()) {
            String text = get("/" + open.remove());
            Matcher references = REFERENCE.matcher(text);
            while (references.find()) {
                String path = references.group(1).replaceFirst("^\\./", "");
                assertThat(path).doesNotContain("//");
                if (seen.add(path)) {
                    open.add(path);
                }
            }
        }
        assertThat(seen)
                .contains("favicon.svg", "page.css", "page.js", "timeline.css", "timeline.js")
                .contains("batch4j/waterfall.css", "batch4j/waterfall.js")
                .contains("users/12345/spouses", "plain/users/12345/spouses", "naive/users/12345/spouses")
                .contains("jdbc/users/12345/spouses", "profiles?ids=1,2,3", "timeline/profiles?ids=1,2,3")
                .contains("actuator/batch4j");
    }

    private String get(String path) {
        return http.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
