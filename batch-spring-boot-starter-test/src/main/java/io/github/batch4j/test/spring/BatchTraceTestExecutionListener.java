package io.github.batch4j.test.spring;

import io.github.batch4j.test.BatchAssertions;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/** The listener that gives each test a trace and checks it afterwards. Spring finds it in {@code spring.factories}. */
final class BatchTraceTestExecutionListener implements TestExecutionListener, Ordered {

    /** Before the injection of dependencies, which comes at 2000. */
    private static final int ORDER = 1900;

    /** The attribute with the {@link RunningTests} that a test has been added to. */
    private static final String TESTS = RunningTests.class.getName();

    BatchTraceTestExecutionListener() {}

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public void prepareTestInstance(TestContext context) {
        RunningTest before = RunningTest.current();
        if (before != null && !before.isRunning() && !context.hasApplicationContext()) {
            RunningTest.unbind(); // so that no bean that is made now gets the trace of the test before
        }
        if (tests(context) != null) {
            RunningTest.prepare(context.getTestInstance());
        }
    }

    @Override
    public void beforeTestMethod(TestContext context) {
        RunningTests tests = tests(context);
        if (tests != null) {
            tests.add(RunningTest.begin(
                    context.getTestInstance(), context.getTestMethod().getName()));
            context.setAttribute(TESTS, tests);
        }
    }

    @Override
    public void beforeTestExecution(TestContext context) {
        RunningTest test = RunningTest.current();
        if (test != null) {
            test.clear();
        }
    }

    @Override
    public void afterTestExecution(TestContext context) {
        ExpectRoundTrips expected = expected(context);
        RunningTest bound = RunningTest.current();
        RunningTest test = bound != null && bound.isRunning() ? bound : null; // else it is that of an outer class
        if (test != null) {
            if (expected != null) {
                test.use();
            }
            test.checkComplete();
        }
        if (expected != null && context.getTestException() == null) {
            check(expected, test);
        }
    }

    @Override
    public void afterTestMethod(TestContext context) {
        RunningTest test = RunningTest.current();
        Object begun = context.removeAttribute(TESTS); // its context may be closed by now
        if (test != null && begun instanceof RunningTests tests) {
            tests.remove(test);
            test.end();
        }
    }

    @Override
    public void afterTestClass(TestContext context) {
        RunningTest.unbind();
    }

    private static @Nullable RunningTests tests(TestContext context) {
        return context.getApplicationContext()
                .getBeanProvider(RunningTests.class)
                .getIfAvailable();
    }

    private static @Nullable ExpectRoundTrips expected(TestContext context) {
        ExpectRoundTrips ofMethod =
                AnnotatedElementUtils.findMergedAnnotation(context.getTestMethod(), ExpectRoundTrips.class);
        return ofMethod != null
                ? ofMethod
                : TestContextAnnotationUtils.findMergedAnnotation(context.getTestClass(), ExpectRoundTrips.class);
    }

    private static void check(ExpectRoundTrips expected, @Nullable RunningTest test) {
        if ((expected.value() < 0) == (expected.atMost() < 0)) {
            throw new IllegalStateException("@ExpectRoundTrips expects either a value or atMost, got " + expected);
        }
        if (test == null) {
            throw new IllegalStateException("@ExpectRoundTrips expects a trace, and this test has none: add"
                    + " @AutoConfigureBatchTrace to it, unless batch-executor.enabled is false or the application has"
                    + " a bean of type BatchTrace");
        }
        if (expected.value() >= 0) {
            BatchAssertions.assertThat(test.trace()).hasRoundTrips(expected.value());
        } else {
            BatchAssertions.assertThat(test.trace()).hasAtMostRoundTrips(expected.atMost());
        }
    }
}
