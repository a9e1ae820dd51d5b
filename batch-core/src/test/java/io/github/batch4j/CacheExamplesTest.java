package io.github.batch4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of the Javadoc that are about the cache, run. */
class CacheExamplesTest {

    record User(long id) {}

    private final List<List<Long>> asked = new ArrayList<>();
    private final CacheExamplesTest repository = this;
    private final BatchExecutor executor = BatchExecutor.builder().cache(100).build();

    private Map<Long, User> findByIds(List<Long> ids) {
        asked.add(ids);
        Map<Long, User> found = new HashMap<>();
        ids.forEach(id -> found.put(id, new User(id)));
        return found;
    }

    @Test
    void aLoaderWithAPartInTheCache() {
        // tag::withCache[]
        BatchLoader<Long, User> users =
                BatchLoader.of("users", repository::findByIds).withCache();

        executor.executeAll(List.of(users.get(1L), users.get(2L))); // asks for 1 and 2
        executor.executeAll(List.of(users.get(1L), users.get(3L))); // asks for 3
        // end::withCache[]
        assertThat(asked).containsExactly(List.of(1L, 2L), List.of(3L));

        // tag::evict[]
        executor.cache().evict(users.get(1L));
        // end::evict[]
        executor.executeAll(List.of(users.get(1L), users.get(2L)));
        assertThat(asked).containsExactly(List.of(1L, 2L), List.of(3L), List.of(1L));
    }
}
