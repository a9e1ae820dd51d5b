package io.github.batch4j.spring.batched;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchLoader;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loaders by the arguments beside the key. */
class LoadersTest {

    private final Loaders loaders = new Loaders(arguments -> BatchLoader.of("loader", keys -> Map.of()));

    @Test
    void equalArgumentsHaveOneLoader() {
        BatchLoader<Object, Object> loader = loaders.get(List.of("a", 1));

        assertThat(loaders.get(List.of("a", 1))).isSameAs(loader);
        assertThat(loaders.get(List.of("a", 2))).isNotSameAs(loader);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void loaderThatNothingRefersToIsForgotten() {
        BatchLoader<Object, Object> used = loaders.get(List.of("used"));
        WeakReference<Object> unused = new WeakReference<>(loaders.get(List.of("unused")));

        while (unused.get() != null || loaders.size() > 1) {
            System.gc();
            Thread.onSpinWait();
        }

        assertThat(loaders.get(List.of("used"))).isSameAs(used);
    }
}
