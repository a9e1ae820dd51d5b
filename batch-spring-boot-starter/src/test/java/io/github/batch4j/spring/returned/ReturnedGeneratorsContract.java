package io.github.batch4j.spring.returned;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchTrace;
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
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The answers of handlers that return generators, over HTTP, and the batches that were made for them: the same for
 * Spring MVC and for WebFlux.
 */
@ExtendWith(OutputCaptureExtension.class)
public abstract class ReturnedGeneratorsContract {

    protected static final String A = "{\"kind\":\"cat\",\"name\":\"a\"}";
    protected static final String B = "{\"kind\":\"cat\",\"name\":\"b\"}";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private BatchTrace trace;

    @BeforeEach
    void clear() {
        trace.clear();
    }

    protected HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    protected List<String> sent() {
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
        // Jackson knows the element type of a list by the declared type, and without that does not write the kind.
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

    @ParameterizedTest
    @CsvSource({"/failing, UnsupportedOperationException unchecked", "/checked, FileNotFoundException checked"})
    void failureIsThatOfTheHandler(String path, String body) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body()).isEqualTo(body);
    }

    @Test
    void generatorOfAnAdviceForExceptionsIsExecuted() throws Exception {
        HttpResponse<String> response = get("/stolen");

        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(response.body()).contains("substitute");
        assertThat(sent()).containsExactly("[substitute]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/plain", "/entity/unknown/text", "/entity/unknown/nothing"})
    void otherAnswersAreLeftAlone(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode() + " " + response.body())
                .isIn("200 {\"names\":[\"a\",\"b\"]}", "202 a text", "404 ");
        assertThat(sent()).isEmpty();
    }
}
