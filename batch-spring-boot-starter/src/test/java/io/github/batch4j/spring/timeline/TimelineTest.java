package io.github.batch4j.spring.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/** The actuator endpoint as JSON, and the page that a browser gets. */
@WatchedApplicationTest
class TimelineTest {

    private static final Pattern REFERENCE = Pattern.compile("(?:href=|src=|from |url\\()\"([^\"#]+)\"");

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir
    private Path profile;

    @Autowired
    private WatchedApplication.Recorder recorder;

    @LocalServerPort
    private int port;

    @BeforeEach
    void forgetOthers() {
        recorder.ended().clear();
    }

    @Test
    void listHasARequestInNumbers() throws Exception {
        get("/users/17", "*/*");
        recorder.next();

        Map<String, Object> work = JsonPath.read(get("/manage/batch4j", "*/*").getBody(), "$.works[0]");
        assertThat(work)
                .containsEntry("name", "GET /users/{id}")
                .containsEntry("executions", 2)
                .containsEntry("steps", 2)
                .containsEntry("roundTrips", 2)
                .containsEntry("operations", 3)
                .containsEntry("cachedAnswers", 0)
                .containsEntry("findings", List.of())
                .containsEntry("omitted", 0)
                .containsEntry("failure", null)
                .containsEntry("batches", null)
                .containsKeys("id", "startedAt", "tookMicros")
                .hasSize(13);
    }

    @Test
    void oneRequestHasItsBatches() throws Exception {
        get("/failing/17", "*/*");
        recorder.next();

        DocumentContext work = JsonPath.parse(latest());
        assertThat(work.<String>read("$.failure")).isEqualTo("java.lang.UnsupportedOperationException");
        assertThat(work.<List<String>>read("$.findings")).containsExactly("<b>a finding</b>");
        assertThat(work.<List<Map<String, Object>>>read("$.batches")).hasSize(2);
        assertThat(work.<Map<String, Object>>read("$.batches[1]"))
                .containsEntry("batcher", "a \"broken\" store")
                .containsEntry("layered", false)
                .containsEntry("execution", 2)
                .containsEntry("step", 1)
                .containsEntry("size", 1)
                .containsEntry("asked", 1)
                .containsEntry("failure", "java.lang.UnsupportedOperationException")
                .containsEntry("keys", List.of("17"))
                .containsKeys("startMicros", "tookMicros");
        assertThat(work.<Integer>read("$.batches[1].startMicros"))
                .isGreaterThanOrEqualTo(work.<Integer>read("$.batches[0].startMicros"));
        assertThat(get("/manage/batch4j/0", "*/*").getStatusCode().value()).isEqualTo(404);
    }

    @Test
    void browserGetsAPageThatRefersOnlyToItsOwnParts() {
        ResponseEntity<String> page = get("/manage/batch4j", "text/html,application/xhtml+xml,*/*;q=0.8");

        assertThat(page.getHeaders().getContentType()).isEqualTo(MediaType.parseMediaType("text/html;charset=UTF-8"));
        assertThat(page.getBody()).contains("default-src 'none'").doesNotContain("style=", "onclick");
        Set<String> parts = references(page.getBody());
        assertThat(parts)
                .containsExactly("batch4j/page/waterfall.css", "batch4j/page/page.css", "batch4j/page/page.js");
        for (String part : parts) {
            ResponseEntity<String> file = get("/manage/" + part, "text/css,*/*;q=0.1");
            assertThat(file.getHeaders().getContentType())
                    .isEqualTo(MediaType.parseMediaType(
                            part.endsWith("css") ? "text/css;charset=UTF-8" : "text/javascript;charset=UTF-8"));
            assertThat(references(file.getBody())).isSubsetOf("./waterfall.js");
        }
        assertThat(get("/manage/batch4j/page/waterfall.js", "*/*").getBody()).contains("export function drawTrips");
        assertThat(get("/manage/batch4j/page/page.html", "*/*").getStatusCode().value())
                .isEqualTo(404);
    }

    @Test
    @EnabledIf(value = "hasChromium", disabledReason = "no /usr/bin/chromium")
    void realBrowserDrawsTheRequest() throws Exception {
        get("/failing/17", "*/*");
        recorder.next();
        Integer id = JsonPath.read(get("/manage/batch4j", "*/*").getBody(), "$.works[0].id");

        assertThat(browse("/narrow/" + id))
                .as("the list and the request, 400 pixels wide")
                .contains("data-too-wide=\"0,0\"")
                .contains("data-rows-without-focus=\"0,0\"")
                .contains("<a href=\"#" + id + "\">GET /<wbr>failing/<wbr>{id}</a>")
                .contains("<span class=\"tag finding\">1 finding</span>")
                .contains("2 round trips in 2 steps")
                .contains("&lt;b&gt;a finding&lt;/b&gt;")
                .contains("Failed: java.<wbr>lang.<wbr>Unsupported<wbr>Operation<wbr>Exception")
                .containsPattern("class=\"trip ink-1[^\"]*failed\"")
                .contains("<summary>1 operation · execution 2, step 1</summary>")
                .contains("take ");
    }

    static boolean hasChromium() {
        return Files.isExecutable(CHROMIUM);
    }

    private String browse(String path) throws Exception {
        Path dom = profile.resolve("dom.html");
        Process browser = new ProcessBuilder(
                        CHROMIUM.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--user-data-dir=" + profile,
                        "--virtual-time-budget=3000",
                        "--dump-dom",
                        "http://localhost:" + port + path)
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(browser.waitFor(30, TimeUnit.SECONDS))
                    .as("the browser has ended")
                    .isTrue();
        } finally {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly();
        }
        return Files.readString(dom);
    }

    private static Set<String> references(String text) {
        Set<String> references = new LinkedHashSet<>();
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            if (!matcher.group(1).startsWith("data:")) {
                references.add(matcher.group(1));
            }
        }
        return references;
    }

    private String latest() {
        Integer id = JsonPath.read(get("/manage/batch4j", "*/*").getBody(), "$.works[0].id");
        return get("/manage/batch4j/" + id, "*/*").getBody();
    }

    private ResponseEntity<String> get(String path, String accept) {
        return RestClient.create("http://localhost:" + port)
                .get()
                .uri(path)
                .header("Accept", accept)
                .retrieve()
                .onStatus(status -> true, (request, response) -> {})
                .toEntity(String.class);
    }
}
