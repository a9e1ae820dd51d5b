package io.github.batch4j.spring.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** An accessor with a stack of values, which pops them to restore the previous one, as those of traces do. */
@Tag("coroutines")
@SpringJUnitConfig
class StackedContextTest {

    private static final BatchLoader<String, String> STORE = BatchLoader.of("store", keys -> Map.of());

    private final Stacks stacks = new Stacks();
    private final BatchExecutor executor;

    StackedContextTest(@Autowired BatchExecutorFactory factory) {
        executor = factory.create();
    }

    @BeforeEach
    void register() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(stacks);
        stacks.setValue("caller");
    }

    @AfterEach
    void unregister() {
        ContextRegistry.getInstance().removeThreadLocalAccessor("stacks");
    }

    @Test
    void whatIsPutThereIsTakenOffAgain() {
        List<String> found = executor.all(List.of("a", "b"), name -> {
            executor.execute(STORE.get(name));
            return stacks.getValue();
        });

        assertThat(found).containsExactly("caller", "caller");
        assertThat(stacks.height).hasValue(1);
    }

    @Test
    void whatABodyPutsThereIsItsOwn() {
        List<List<String>> found = executor.all(List.of("a", "b"), name -> {
            String before = stacks.getValue();
            stacks.setValue("outer " + name);
            stacks.setValue("inner " + name);
            executor.execute(STORE.get(name));
            return List.of(before, stacks.getValue());
        });

        assertThat(found).containsExactly(List.of("caller", "inner a"), List.of("caller", "inner b"));
        assertThat(stacks.getValue()).isEqualTo("caller");
    }

    /** A stack for each thread; the empty word stands for no value. */
    private static final class Stacks implements ThreadLocalAccessor<String> {

        private final ThreadLocal<Deque<String>> stack = ThreadLocal.withInitial(ArrayDeque::new);

        /** The size of all stacks together. */
        private final AtomicInteger height = new AtomicInteger();

        @Override
        public Object key() {
            return "stacks";
        }

        @Override
        public String getValue() {
            String top = stack.get().peek();
            return top == null || top.isEmpty() ? null : top;
        }

        @Override
        public void setValue(String value) {
            stack.get().push(value);
            height.incrementAndGet();
        }

        @Override
        public void setValue() {
            setValue("");
        }

        @Override
        public void restore(String previous) {
            restore();
        }

        @Override
        public void restore() {
            stack.get().pop();
            height.decrementAndGet();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
