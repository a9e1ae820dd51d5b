package io.github.batch4j.spring.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The texts of keys, which are the application's code. */
class RecordedKeysTest {

    @Test
    void keyWhoseTextIsEndlessIsRecordedWithoutIt() {
        BatchTrace trace = new BatchTrace();
        BatchLoader<Endless, String> store = BatchLoader.of("store", keys -> Map.of());
        BatchExecutor.create().execute(store.get(new Endless()), trace);

        assertThat(new RecordedKeys().of(trace.entries().get(0).batch()))
                .containsExactly("(its text is not known: StackOverflowError)");
    }

    /** A key that is in its own text, as in entities that refer to each other. */
    private static final class Endless {

        @Override
        public String toString() {
            return "the text of " + this;
        }
    }
}
