package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.GeneratorCache;
import io.github.batch4j.ThreadContext;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.redis.RedisBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code @WebMvcTest} includes the executor, and nothing else of the starter. */
@WebMvcTest
class WebMvcSliceTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Names names;

    @Test
    void controllerHasAnExecutorForEachRequest() throws Exception {
        mvc.perform(get("/names/1")).andExpect(content().string("Ann"));
        mvc.perform(get("/names/2")).andExpect(content().string("Bob"));

        assertThat(names.caches).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void factoryIsThereAndRedisIsNot(
            @Autowired BatchExecutorFactory factory, @Autowired ObjectProvider<RedisBatch<String>> redis) {
        assertThat(factory).isNotNull();
        assertThat(redis).isEmpty();
    }

    @Test
    void contextsOfBodiesAreThere(@Autowired ObjectProvider<ThreadContext> contexts) {
        assertThat(contexts).hasSize(7);
    }

    @RestController
    static class Names {

        private static final BatchLoader<Long, String> STORE =
                BatchLoader.of("store", ids -> Map.of(1L, "Ann", 2L, "Bob"));

        private final BatchExecutor executor;
        private final List<GeneratorCache> caches = new ArrayList<>();

        Names(BatchExecutor executor) {
            this.executor = executor;
        }

        @GetMapping("/names/{id}")
        String name(@PathVariable long id) {
            caches.add(executor.cache());
            return executor.execute(STORE.get(id));
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Names.class)
    static class Application {}
}
