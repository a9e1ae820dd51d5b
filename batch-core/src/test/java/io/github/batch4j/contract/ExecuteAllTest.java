package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchTimeoutException;
import io.github.batch4j.Batcher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** executeAll takes what execute takes: listeners and a time limit. */
class ExecuteAllTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final SentLog sent = new SentLog();

    @Test
    void listenersHearOfTheBatches() {
        executor.executeAll(List.of(users.get("a"), users.get("b")), sent);
        executor.executeAll(List.of(users.get("c")));
        executor.executeAll(List.of(users.get("d")), Duration.ofMinutes(1), sent);

        assertThat(sent.lines()).containsExactly("1 users[a, b]", "1 users[d]");
    }

    @Test
    void aLimitEndsThemAll() {
        Batcher<Ask, String> never = Batcher.async("never", operations -> new CompletableFuture<>());

        assertThatThrownBy(() ->
                        executor.executeAll(List.of(users.get("a"), new Ask(never, "b")), Duration.ofMillis(50), sent))
                .isInstanceOf(BatchTimeoutException.class);
        assertThat(sent.lines()).containsExactly("1 never[b]", "1 users[a]");
    }
}
