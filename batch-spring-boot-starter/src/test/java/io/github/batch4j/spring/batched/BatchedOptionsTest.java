package io.github.batch4j.spring.batched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.SharedCalls;
import io.github.batch4j.spring.autoconfigure.BatchExecutorBatchedAutoConfiguration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The attributes of the annotation, and when its methods batch at all. */
class BatchedOptionsTest {

    static class Users {

        private final List<Object> calls = new ArrayList<>();

        List<Object> calls() {
            return calls;
        }

        @Batched(value = "byIds", maxSize = 2)
        String limited(long id) {
            return "not batched";
        }

        @Batched(value = "byIds", cache = true)
        String kept(long id) {
            return "not batched";
        }

        Map<Long, String> byIds(Collection<Long> ids) {
            calls.add(List.copyOf(ids));
            Map<Long, String> found = new HashMap<>();
            ids.forEach(id -> found.put(id, "user " + id));
            return found;
        }
    }

    static class UsersOfAPool {

        private final SharedCalls pool;
        private final List<Object> callsUnderWay = new ArrayList<>();

        UsersOfAPool(SharedCalls pool) {
            this.pool = pool;
        }

        List<Object> callsUnderWay() {
            return callsUnderWay;
        }

        @Batched(value = "byIds", sharedCalls = "pool")
        String byId(long id) {
            return "not batched";
        }

        @Batched(value = "ofTenant", sharedCalls = "pool")
        String byId(String tenant, long id) {
            return "not batched";
        }

        Map<Long, String> byIds(Collection<Long> ids) {
            callsUnderWay.add(pool.callsUnderWay());
            return Map.of(1L, "user 1");
        }

        Map<Long, String> ofTenant(String tenant, Collection<Long> ids) {
            callsUnderWay.add(pool.callsUnderWay());
            return Map.of(1L, tenant);
        }
    }

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(BatchExecutorBatchedAutoConfiguration.class));

    @Test
    void maxSizeSplitsABatch() {
        try (Application application = Application.of(Users.class)) {
            Users users = application.bean(Users.class);

            application.executor.all(List.of(1L, 2L, 3L), users::limited);

            assertThat(users.calls()).containsExactly(List.of(1L, 2L), List.of(3L));
        }
    }

    @Test
    void cachedAnswerIsNotAskedForAgain() {
        try (Application application = Application.of(Users.class)) {
            Users users = application.bean(Users.class);

            application.executor.all(List.of(1L, 2L), users::kept);
            assertThat(users.kept(2)).isEqualTo("user 2");
            assertThat(users.calls()).containsExactly(List.of(1L, 2L));

            application.executor.cache().clear();
            users.kept(2);
            users.limited(2);
            users.limited(2);
            assertThat(users.calls()).containsExactly(List.of(1L, 2L), List.of(2L), List.of(2L), List.of(2L));
        }
    }

    @Test
    void callsTakeAPermitOfTheSharedCalls() {
        try (Application application = Application.of(
                context -> context.registerBean("pool", SharedCalls.class, () -> SharedCalls.of(3)),
                UsersOfAPool.class)) {
            UsersOfAPool users = application.bean(UsersOfAPool.class);

            assertThat(users.byId(1)).isEqualTo("user 1");
            assertThat(users.byId("acme", 1)).isEqualTo("acme");
            assertThat(users.callsUnderWay()).containsExactly(1, 1);
        }
    }

    @Test
    void missingSharedCallsAreRefusedAtTheStart() {
        assertThatThrownBy(() -> Application.of(
                        context -> context.registerBean("other", SharedCalls.class, () -> SharedCalls.of(3)),
                        UsersOfAPool.class))
                .rootCause()
                .hasMessage("UsersOfAPool.ofTenant expects a bean of type SharedCalls named pool"
                        + " (@Batched(sharedCalls = ...)), found none of this name");
    }

    @Test
    void methodsDoNotBatchIfBatchExecutorsAreSwitchedOff() {
        runner.withBean(Users.class)
                .withPropertyValues("batch-executor.enabled=false")
                .run(context ->
                        assertThat(context.getBean(Users.class).limited(1)).isEqualTo("not batched"));
    }

    @Test
    void postProcessorOfTheApplicationIsTheOnlyOne() {
        runner.withBean(Users.class)
                .withBean(BatchExecutor.class, BatchExecutor::create)
                .withBean(
                        "own",
                        BatchedBeanPostProcessor.class,
                        () -> new BatchedBeanPostProcessor(
                                new StaticListableBeanFactory(Map.of("executor", BatchExecutor.create()))
                                        .getBeanProvider(BatchExecutor.class)))
                .run(context -> assertThat(context)
                        .hasSingleBean(BatchedBeanPostProcessor.class)
                        .hasBean("own"));
    }

    @Test
    void withoutAnExecutorACallSaysSo() {
        runner.withBean(Users.class)
                .run(context -> assertThatThrownBy(
                                () -> context.getBean(Users.class).limited(1))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("a @Batched method was called, and there is no BatchExecutor bean to run it; is the"
                                + " auto-configuration of batch4j in use?"));
    }
}
