package io.github.batch4j.test.spring;

import java.util.function.BiConsumer;
import org.springframework.http.client.ClientHttpRequestInterceptor;

/**
 * The header by which a request to a real port says which test it is part of, so that tests can run in parallel. As
 * long as one test runs at a time no request needs it.
 *
 * <p>Spring Boot's {@code RestTestClient} sends it by itself. Other clients get it by an interceptor:
 *
 * <pre>{@code
 * RestClient client = RestClient.builder()
 *         .baseUrl("http://localhost:" + port)
 *         .requestInterceptor(BatchTraceHeader.interceptor())
 *         .build();
 * }</pre>
 */
public final class BatchTraceHeader {

    /** The name of the header. */
    public static final String NAME = "Batch4j-Test";

    private BatchTraceHeader() {}

    /**
     * Adds the header of the test that runs on this thread; nothing if there is none.
     *
     * @param headers called with the name and the value of the header
     */
    public static void addTo(BiConsumer<String, String> headers) {
        RunningTest test = RunningTest.current();
        if (test != null && test.isRunning()) {
            headers.accept(NAME, test.id());
        }
    }

    /**
     * An interceptor that adds the header to each request that is sent on the thread of a test.
     *
     * @return the interceptor, thread-safe
     */
    public static ClientHttpRequestInterceptor interceptor() {
        return (request, body, execution) -> {
            addTo(request.getHeaders()::set);
            return execution.execute(request, body);
        };
    }
}
