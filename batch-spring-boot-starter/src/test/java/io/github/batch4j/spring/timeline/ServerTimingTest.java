package io.github.batch4j.spring.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.client.RestClient;

/** The response header {@code Server-Timing}. */
@WatchedApplicationTest
class ServerTimingTest {

    @LocalServerPort
    private int port;

    @Test
    void anErrorOfTheServersWriterIsSeen() throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse() {

            @Override
            public PrintWriter getWriter() {
                return new PrintWriter(Writer.nullWriter()) {

                    @Override
                    public boolean checkError() {
                        return true;
                    }
                };
            }
        };

        assertThat(new ServerTimingResponse(response).getWriter().checkError()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "/users/1   | 200 | store;dur=0;desc=\"2 round trips, 3 operations\"",
                "/written   | 200 | store;dur=0;desc=\"2 round trips, 2 operations\"",
                "/large     | 200 | store;dur=0;desc=\"1 round trip, 1 operation\"", // the second came too late
                "/callable  | 200 | store;dur=0;desc=\"2 round trips, 2 operations\"",
                "/failing/1 | 500 | store;dur=0;desc=\"1 round trip, 1 operation\","
                        + " a__broken__store;dur=0;desc=\"a \\\"broken\\\" store: 1 round trip, 1 operation\"",
                "/nowhere   | 404 | "
            })
    void hasTheSumsOfEachBatcher(String path, int status, String header) {
        RestClient.create("http://localhost:" + port).get().uri(path).exchange((request, response) -> {
            List<String> values = response.getHeaders().getOrDefault("Server-Timing", List.of()).stream()
                    .map(value -> value.replaceAll("dur=\\d+\\.\\d", "dur=0"))
                    .toList();
            assertThat(response.getStatusCode().value()).isEqualTo(status);
            assertThat(values).isEqualTo(header == null ? List.of() : List.of(header));
            response.getBody().readAllBytes();
            return null;
        });
    }
}
