package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.redis.RedisBatch;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code @WebFluxTest} includes the executor for subscribers, and no store. */
@WebFluxTest
class WebFluxSliceTest {

    @Autowired
    private WebTestClient client;

    @Test
    void returnedGeneratorIsExecuted(@Autowired ObjectProvider<RedisBatch<String>> redis) {
        client.get().uri("/names/1").exchange().expectBody(String.class).isEqualTo("Ann");

        assertThat(redis).isEmpty();
    }

    @RestController
    static class Names {

        private static final BatchLoader<Long, String> STORE =
                BatchLoader.of("store", ids -> Map.of(1L, "Ann", 2L, "Bob"));

        @GetMapping("/names/{id}")
        BatchGenerator<String> name(@PathVariable long id) {
            return STORE.get(id);
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Names.class)
    static class Application {}
}
