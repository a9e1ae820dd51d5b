package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.CoroutineKind;
import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Scoped values, which belong to a thread's stack: they work inside a body; a yield within a binding is refused on
 * continuations.
 */
@EnabledForJreRange(min = JRE.JAVA_25)
class ScopedValueTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");

    /** Calls {@code ScopedValue.where(value, bound).call(code)} by reflection, as the JDK compiled for lacks it. */
    private static <T> T where(Object value, String bound, Callable<T> code) throws Exception {
        Class<?> scopedValue = Class.forName("java.lang.ScopedValue");
        Class<?> callableOp = Class.forName("java.lang.ScopedValue$CallableOp");
        Object carrier =
                scopedValue.getMethod("where", scopedValue, Object.class).invoke(null, value, bound);
        Object op = java.lang.reflect.Proxy.newProxyInstance(
                callableOp.getClassLoader(), new Class<?>[] {callableOp}, (proxy, method, arguments) -> code.call());
        Method call = carrier.getClass().getMethod("call", callableOp);
        try {
            @SuppressWarnings("unchecked")
            T result = (T) call.invoke(carrier, op);
            return result;
        } catch (java.lang.reflect.InvocationTargetException wrapped) {
            throw (Exception) wrapped.getCause();
        }
    }

    private static Object newScopedValue() throws Exception {
        return Class.forName("java.lang.ScopedValue").getMethod("newInstance").invoke(null);
    }

    private static Object get(Object value) throws Exception {
        return value.getClass().getMethod("get").invoke(value);
    }

    @Test
    void aBodyThatYieldsInsideOneIsRefusedOnAContinuationAndGoesOnElsewhere() throws Exception {
        Object user = newScopedValue();
        BatchGenerator<String> body =
                BatchGenerator.of(batch -> where(user, "ann", () -> batch.yield(users.get("a")) + get(user)));

        if (CoroutineKind.current() != CoroutineKind.CONTINUATION) {
            assertThat(executor.execute(body)).isEqualTo("Aann");
            return;
        }
        assertThat(catchThrowable(() -> executor.execute(body)))
                .hasMessageContaining("cannot yield inside ScopedValue.where");
        assertThat(users.batches()).isEmpty();
    }

    @Test
    void oneThatIsOverWhenTheBodyYieldsDoesNoHarm() throws Exception {
        Object user = newScopedValue();
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            Object before = where(user, "ann", () -> get(user));
            String name = batch.yield(users.get("a"));
            return name + before + where(user, "bob", () -> get(user));
        });

        assertThat(executor.execute(BatchGenerator.zip(body, body, String::concat)))
                .isEqualTo("AannbobAannbob");
    }

    @Test
    void oneAroundExecuteDoesNoHarmEither() throws Exception {
        Object user = newScopedValue();
        BatchGenerator<String> body =
                BatchGenerator.of(batch -> batch.yield(users.get("a")) + batch.yield(users.get("b")));

        assertThat(where(user, "ann", () -> executor.execute(body) + get(user))).isEqualTo("ABann");
    }
}
