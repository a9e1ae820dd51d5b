package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.CoroutineKind;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kind of coroutine that an executor asks for, whatever the kind of the others in its JVM. */
class CoroutinesOfExecutorTest {

    private static final boolean IS_NEWER = Runtime.version().feature() >= 24;

    private final RecordingStore users = RecordingStore.blocking("users");

    /** A kind that this JVM does not have is stood in for by the next. */
    private static CoroutineKind expected(CoroutineKind wanted) {
        boolean areContinuationsOpen =
                Object.class.getModule().isExported("jdk.internal.vm", BatchExecutor.class.getModule());
        if (IS_NEWER) {
            return wanted == CoroutineKind.CONTINUATION && !areContinuationsOpen
                    ? CoroutineKind.VIRTUAL_THREAD
                    : wanted;
        }
        return CoroutineKind.PLATFORM_THREAD;
    }

    private CoroutineKind run(CoroutineKind wanted) {
        BatchTrace trace = new BatchTrace();
        BatchExecutor executor = BatchExecutor.builder().coroutines(wanted).build();
        BatchGenerator<String> body =
                BatchGenerator.of(batch -> batch.yield(users.get("a")) + batch.yield(users.get("b")));

        assertThat(executor.execute(BatchGenerator.zip(body, body, String::concat), trace))
                .isEqualTo("ABAB");
        assertThat(trace.batches()).containsExactly(List.of(users.get("a")), List.of(users.get("b")));
        return trace.entries().get(0).batch().coroutineKind();
    }

    @ParameterizedTest
    @EnumSource
    void bodiesRunOnTheKindThatTheirExecutorAsksForOrElseOnTheNext(CoroutineKind wanted) {
        assertThat(run(wanted)).isEqualTo(expected(wanted));
        assertThat(CoroutineKind.current()).as("that of other executors").isEqualTo(ofOtherExecutors());
    }

    private CoroutineKind ofOtherExecutors() {
        BatchTrace trace = new BatchTrace();
        BatchExecutor.create().execute(BatchGenerator.of(batch -> batch.yield(users.get("a"))), trace);
        return trace.entries().get(0).batch().coroutineKind();
    }

    @ParameterizedTest
    @EnumSource
    void executorsOfDifferentKindsRunInEachOther(CoroutineKind inner) {
        for (CoroutineKind outer : CoroutineKind.values()) {
            BatchExecutor executor = BatchExecutor.builder().coroutines(outer).build();

            List<CoroutineKind> kinds = executor.all(List.of(1, 2), i -> run(inner));

            CoroutineKind ofVirtualCallers =
                    expected(inner) == CoroutineKind.CONTINUATION ? CoroutineKind.VIRTUAL_THREAD : expected(inner);
            assertThat(kinds)
                    .containsOnly(expected(outer) == CoroutineKind.VIRTUAL_THREAD ? ofVirtualCallers : expected(inner));
        }
    }

    @ParameterizedTest
    @EnumSource
    void virtualThreadsNeverGetContinuations(CoroutineKind wanted) throws Exception {
        assumeTrue(VirtualThreads.areThere());
        List<CoroutineKind> kinds = new ArrayList<>();

        VirtualThreads.start(() -> kinds.add(run(wanted))).join();

        assertThat(kinds)
                .containsExactly(
                        expected(wanted) == CoroutineKind.CONTINUATION
                                ? CoroutineKind.VIRTUAL_THREAD
                                : expected(wanted));
    }

    @ParameterizedTest
    @EnumSource
    void theLogSaysWhatWasChosenOnce(CoroutineKind wanted) {
        run(wanted);
        List<String> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger("io.github.batch4j");
        log.addHandler(handler);
        try {
            run(wanted);
        } finally {
            log.removeHandler(handler);
        }

        assertThat(logged).isEmpty();
    }

    @Test
    void aKindHasToBeGiven() {
        assertThatThrownBy(() -> BatchExecutor.builder().coroutines(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BatchExecutor.Builder.coroutines expects a kind of coroutine, got null");
    }
}
