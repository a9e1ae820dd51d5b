package io.github.batch4j.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.mvc.ReturningApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The handlers of the application for Spring MVC, on WebFlux: their answers are the same. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        classes = ReturningApplication.class,
        properties = "spring.main.web-application-type=reactive")
@ExtendWith(OutputCaptureExtension.class)
class WebFluxReturnedGeneratorsTest {

    private static final String A = "{\"kind\":\"cat\",\"name\":\"a\"}";
    private static final String B = "{\"kind\":\"cat\",\"name\":\"b\"}";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private BatchTrace trace;

    @BeforeEach
    void clear() {
        trace.clear();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private List<String> sent() {
        return trace.batches().stream().map(List::toString).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "/pets/a, 200",
        "/operation, 200",
        "/entity, 201",
        "/entity/unknown/generator, 202",
        "/object, 200",
        "/generated-entity, 202",
        "/json, 200",
        "/inherited, 202"
    })
    void oneGeneratorIsExecuted(String path, int status) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.body()).isEqualTo(A);
        assertThat(sent()).containsExactly("[a]");
    }

    @ParameterizedTest
    @CsvSource({"/pets?names=a&names=b, 200", "/entity/list, 202", "/entity/unknown/generators, 202"})
    void generatorsOfAListAreExecutedSideBySide(String path, int status) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(sent()).containsExactly("[a, b]");
        assertThat(response.body())
                .isEqualTo(path.contains("unknown") ? "[{\"name\":\"a\"},{\"name\":\"b\"}]" : "[" + A + "," + B + "]");
    }

    @ParameterizedTest
    @CsvSource({"/optional?name=a, /plain/optional", "/entity/optional, /plain/entity/optional"})
    void generatorOfAnOptionalIsExecuted(String path, String plain) throws Exception {
        assertThat(get(path).body()).isEqualTo(get(plain).body()).contains("\"a\"");
        assertThat(sent()).containsExactly("[a]");
    }

    @Test
    void headersOfAnEntityAreKept() throws Exception {
        assertThat(get("/entity").headers().firstValue("Location")).hasValue("/pets/a");
    }

    @ParameterizedTest
    @CsvSource({"/pets/nobody, ''", "/optional, null", "/optional?name=nobody, null", "/pets?names=, []"})
    void nothingIsAnsweredAsThePlainValueWouldBe(String path, String body) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(body);
    }

    @Test
    void textIsText() throws Exception {
        HttpResponse<String> response = get("/text");

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(response.body()).isEqualTo("a");
    }

    @Test
    void typeThatCannotBeWrittenIsNotAcceptable() throws Exception {
        assertThat(get("/pets/a", "Accept", "image/png").statusCode()).isEqualTo(406);
        assertThat(get("/json", "Accept", "text/plain").statusCode()).isEqualTo(406);
    }

    /** There are no views here, so the name is all that there is to see. */
    @Test
    void resultMayBeTheNameOfAView(CapturedOutput output) throws Exception {
        assertThat(get("/redirected").statusCode()).isEqualTo(500);

        assertThat(output).contains("Could not resolve view with name 'redirect:/pets/a'");
        assertThat(sent()).containsExactly("[a]");
    }

    @ParameterizedTest
    @CsvSource({"/failing, UnsupportedOperationException unchecked", "/checked, FileNotFoundException checked"})
    void failureIsThatOfTheHandler(String path, String body) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body()).isEqualTo(body);
    }

    @Test
    void generatorOfAnExceptionHandlerIsExecuted() throws Exception {
        HttpResponse<String> response = get("/stolen");

        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(response.body()).contains("substitute");
    }

    @Test
    void errorThatReactorWouldNotPassOnIsAnswered() throws Exception {
        assertThat(get("/broken").statusCode()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/plain", "/entity/unknown/text", "/entity/unknown/nothing"})
    void otherAnswersAreLeftAlone(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode() + " " + response.body())
                .isIn("200 {\"names\":[\"a\",\"b\"]}", "202 a text", "404 ");
        assertThat(sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/nested, let a handler of Spring MVC or WebFlux return the generator itself",
        "/future, let a handler of Spring MVC or WebFlux return the generator itself",
        "/again, return reactiveBatchExecutor.execute(generator) instead"
    })
    void whatIsNotExecutedFailsAndSaysWhatToDo(String path, String message, CapturedOutput output) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(output).contains(message).doesNotContain("secret");
        assertThat(sent()).isEmpty();
    }
}
