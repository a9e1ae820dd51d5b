package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchPartition;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.CachedGenerator;
import io.github.batch4j.ThreadContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Javadoc examples of thread contexts. */
class ContextExamplesTest {

    private static final class Tenant {

        private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

        static @Nullable String current() {
            return CURRENT.get();
        }

        static void use(@Nullable String tenant) {
            CURRENT.set(tenant);
        }
    }

    private static final class UnitOfWork {

        private static final ThreadLocal<@Nullable UnitOfWork> CURRENT = new ThreadLocal<>();
        private static final ThreadLocal<Long> ENDED = ThreadLocal.withInitial(() -> 0L);

        static @Nullable UnitOfWork current() {
            return CURRENT.get();
        }

        static long endedOnThisThread() {
            return ENDED.get();
        }

        static void begin() {
            CURRENT.set(new UnitOfWork());
        }

        static void end() {
            CURRENT.remove();
            ENDED.set(ENDED.get() + 1);
        }
    }

    private final BatchTrace trace = new BatchTrace();
    private final BatchLoader<String, String> users = BatchLoader.of("users", keys -> {
        Map<String, String> found = new HashMap<>();
        keys.forEach(key -> found.put(key, key + " of " + Tenant.current()));
        return found;
    });

    @AfterEach
    void clear() {
        Tenant.CURRENT.remove();
        UnitOfWork.CURRENT.remove();
        UnitOfWork.ENDED.remove();
    }

    @Test
    void partition() {
        // tag::partition[]
        BatchPartition tenants = new BatchPartition() {
            @Override
            public @Nullable Object current() {
                return Tenant.current();
            }

            @Override
            public ThreadContext.Scope bind(@Nullable Object partition) {
                String before = Tenant.current();
                Tenant.use((String) partition);
                return () -> Tenant.use(before);
            }
        };
        BatchExecutor executor = BatchExecutor.builder().partition(tenants).build();
        // end::partition[]

        List<String> found = executor.all(List.of("one", "two"), tenant -> {
            Tenant.use(tenant);
            return executor.execute(users.get("Ann"));
        });

        assertThat(found).containsExactly("Ann of one", "Ann of two");
    }

    @Test
    void transaction() {
        // tag::transaction[]
        ThreadContext unitsOfWork = new ThreadContext() {
            public Snapshot capture() {
                return () -> () -> {}; // bodies find nothing of it
            }

            public Transaction transaction() {
                UnitOfWork began = UnitOfWork.current();
                long ended = UnitOfWork.endedOnThisThread();
                return new Transaction() {
                    public boolean isActive() {
                        return began != null;
                    }

                    public boolean isCurrent() {
                        return began == UnitOfWork.current();
                    }

                    public boolean isUnchanged() { // or what was read before a unit of work is given after it
                        return isCurrent() && ended == UnitOfWork.endedOnThisThread();
                    }
                };
            }
        };
        // end::transaction[]
        BatchExecutor executor = BatchExecutor.builder()
                .threadContext(unitsOfWork)
                .listener(trace)
                .build();
        BatchGenerator<String> service = BatchGenerator.value("Bob").map(name -> {
            UnitOfWork.begin();
            try {
                return executor.execute(users.get(name));
            } finally {
                UnitOfWork.end();
            }
        });

        executor.executeAll(List.of(users.get("Ann"), service, users.get("Cid")));

        assertThat(trace.batches()).hasToString("[[users[Bob]], [users[Ann], users[Cid]]]");

        CachedGenerator<String, String> cached = CachedGenerator.of("cached", users::get);
        trace.clear();
        executor.execute(cached.get("Ann"));
        executor.execute(cached.get("Ann"));
        UnitOfWork.begin();
        UnitOfWork.end();
        executor.execute(cached.get("Ann"));

        assertThat(trace.batches()).hasToString("[[users[Ann]], [users[Ann]]]");
    }
}
