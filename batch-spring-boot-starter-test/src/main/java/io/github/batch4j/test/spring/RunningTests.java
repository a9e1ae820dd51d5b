package io.github.batch4j.test.spring;

import io.github.batch4j.BatchExecution;
import io.github.batch4j.BatchListener;
import io.github.batch4j.SentBatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;

/**
 * The running tests of an application context. As a listener of its executors it assigns each execution to a test: to
 * that of the executing thread, else to that whose id the current request brings, else to the only one that is running.
 */
@Order(Ordered.HIGHEST_PRECEDENCE) // before listeners that fail an execution, such as that of findings
final class RunningTests implements BatchListener {

    private static final boolean SERVLETS_PRESENT = isPresent("jakarta.servlet.http.HttpServletRequest")
            && isPresent("org.springframework.web.context.request.ServletRequestAttributes");

    private final Set<RunningTest> running = ConcurrentHashMap.newKeySet();
    private final Map<BatchExecution, RunningTest> testOf = new ConcurrentHashMap<>();

    void add(RunningTest test) {
        running.add(test);
    }

    void remove(RunningTest test) {
        running.remove(test);
    }

    @Override
    public void onStart(BatchExecution execution) {
        RunningTest test = find();
        if (test != null) {
            testOf.put(execution, test);
        }
    }

    @Override
    public void onAnswer(SentBatch batch, Duration took, @Nullable Throwable failure) {
        RunningTest test = testOf.get(batch.execution());
        if (test != null) {
            test.trace().onAnswer(batch, took, failure);
        }
    }

    @Override
    public void onEnd(BatchExecution execution, Duration took, @Nullable Throwable failure) {
        testOf.remove(execution);
    }

    /** A trace has them, for findings. */
    @Override
    public boolean needsCallers() {
        return true;
    }

    private @Nullable RunningTest find() {
        RunningTest ofThread = RunningTest.current();
        if (ofThread != null && ofThread.isRunning()) {
            return ofThread;
        }
        String id = SERVLETS_PRESENT ? RequestHeader.ofCurrentRequest() : null;
        List<RunningTest> candidates = List.copyOf(running);
        if (id != null) { // of a test that has ended, if it is none of them
            return candidates.stream()
                    .filter(test -> test.id().equals(id))
                    .findFirst()
                    .orElse(null);
        }
        if (candidates.size() > 1) {
            String execution = "thread " + Thread.currentThread().getName() + " has begun an execution while "
                    + candidates.stream().map(RunningTest::toString).sorted().collect(Collectors.joining(" and "))
                    + " were running, and nothing tells which of them it is part of";
            candidates.forEach(test -> test.strayed(execution));
            return null;
        }
        return candidates.isEmpty() ? null : candidates.get(0);
    }

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, RunningTests.class.getClassLoader());
    }
}
