package io.github.batch4j.spring.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.CoroutineKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tests of this package run on the kind of coroutine that the build selects, and on no other. */
@Tag("coroutines")
class CoroutinesTest {

    @Test
    void coroutinesAreThoseAskedFor() {
        String ofThisJdk = Runtime.version().feature() < 24 ? "platform-thread" : "virtual-thread";

        assertThat(CoroutineKind.current()).hasToString(System.getProperty("batch4j.coroutines", ofThisJdk));
    }
}
