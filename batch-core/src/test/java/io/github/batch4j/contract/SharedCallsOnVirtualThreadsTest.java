package io.github.batch4j.contract;

import java.util.concurrent.Callable;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The same with executions on virtual threads. */
@EnabledForJreRange(min = JRE.JAVA_21)
class SharedCallsOnVirtualThreadsTest extends SharedCallsTest {

    @Override
    <T> TestThread<T> start(Callable<T> code) {
        return TestThread.startVirtual(code);
    }
}
