package io.github.batch4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link PlaceFinder}, and the places that a {@link LearnedPolicy} remembers. */
class PlaceFinderTest {

    @Test
    void aLineIsTheSameInEveryClassLoaderAndVersion() {
        long line = hash(new StackTraceElement("Page", "load", "Page.java", 7));

        assertThat(hash(new StackTraceElement("app", "shop", "1.2", "Page", "load", "Page.java", 7)))
                .isEqualTo(line);
        assertThat(hash(new StackTraceElement("Page", "load", "Page.java", 8))).isNotEqualTo(line);
        assertThat(hash(new StackTraceElement("Page", "save", "Page.java", 7))).isNotEqualTo(line);
        assertThat(hash(new StackTraceElement("Cart", "load", "Page.java", 7))).isNotEqualTo(line);
    }

    private static long hash(StackTraceElement line) {
        return PlaceFinder.lines(List.of(line), 1);
    }

    @Test
    void ofTooManyPlacesAllAreForgottenAndNewOnesAreKnown() {
        LearnedPolicy policy = LearnedPolicy.create();
        for (int i = 0; i <= 10_000; i++) {
            long hash = i;
            assertThat(policy.place(hash, "", () -> hash)).isNotNull();
        }

        assertThat(policy).hasToString("a learned policy of 1 place");
    }
}
