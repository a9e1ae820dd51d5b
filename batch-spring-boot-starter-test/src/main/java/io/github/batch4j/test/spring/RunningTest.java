package io.github.batch4j.test.spring;

import io.github.batch4j.BatchTrace;
import java.lang.reflect.Modifier;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A test with its trace, bound to the thread that runs it: from when its instance is prepared until it has ended.
 *
 * <p>If all tests of a class share an instance, so do they share a trace, as long as they run on one thread.
 */
final class RunningTest {

    private static final ThreadLocal<@Nullable RunningTest> CURRENT = new ThreadLocal<>();

    private final String id = UUID.randomUUID().toString();
    private final BatchTrace trace = new BatchTrace();

    /** The instance that runs it, the innermost if it is of a nested class. */
    private Object instance;

    private volatile String name;
    private volatile boolean running;
    private volatile boolean used;

    /** The thread of an execution that may be part of this test or of another one; null if there is none. */
    private final AtomicReference<@Nullable String> strayed = new AtomicReference<>();

    private RunningTest(Object instance) {
        this.instance = instance;
        this.name = instance.getClass().getSimpleName();
    }

    /** The test of this thread, null if there is none. */
    static @Nullable RunningTest current() {
        return CURRENT.get();
    }

    /** Binds a test to this thread. An instance of a nested class belongs to the test of the instance around it. */
    static void prepare(Object instance) {
        RunningTest before = CURRENT.get();
        if (before != null && !before.running && isWithin(instance.getClass(), before.instance)) {
            before.instance = instance;
        } else {
            CURRENT.set(new RunningTest(instance));
        }
    }

    private static boolean isWithin(Class<?> type, Object outer) {
        Class<?> enclosing = type.getEnclosingClass();
        return enclosing != null && !Modifier.isStatic(type.getModifiers()) && enclosing.isInstance(outer);
    }

    /** Begins the test that is bound to this thread; a new one if the instance was prepared on another thread. */
    static RunningTest begin(Object instance, String method) {
        RunningTest test = CURRENT.get();
        if (test == null || test.instance != instance) {
            test = new RunningTest(instance);
            CURRENT.set(test);
        }
        test.name = instance.getClass().getSimpleName() + "." + method;
        test.strayed.set(null);
        test.running = true;
        test.clear();
        return test;
    }

    /** Ends the test. It stays bound for other tests of the same instance. */
    void end() {
        running = false;
    }

    /** Removes a test that has ended, or was never begun, from this thread. */
    static void unbind() {
        CURRENT.remove();
    }

    void clear() {
        trace.clear();
    }

    boolean isRunning() {
        return running;
    }

    String id() {
        return id;
    }

    BatchTrace trace() {
        return trace;
    }

    /** Notes that the test relies on its trace. */
    void use() {
        used = true;
    }

    /** Notes an execution that may be part of this test or of another one. */
    void strayed(String execution) {
        strayed.compareAndSet(null, execution);
    }

    /** Fails if the test relies on its trace and the trace may be incomplete. */
    void checkComplete() {
        String execution = strayed.get();
        if (used && execution != null) {
            throw new IllegalStateException("The trace of " + name + " may be incomplete: " + execution
                    + ". Let the client that sends the request bring the header of its test, see BatchTraceHeader,"
                    + " or let the test run alone.");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
