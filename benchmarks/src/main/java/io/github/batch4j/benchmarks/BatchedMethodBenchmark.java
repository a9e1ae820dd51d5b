package io.github.batch4j.benchmarks;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.autoconfigure.BatchExecutorBatchedAutoConfiguration;
import io.github.batch4j.spring.batched.Batched;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * Annotated methods of a bean, {@code n} calls side by side, beside bodies that execute the same loader, and beside the
 * bean without a proxy: {@code direct} calls the method for many itself, once a key.
 */
@Fork(jvmArgsPrepend = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED") // bodies on continuations, if there are
public class BatchedMethodBenchmark extends Settings {

    @Param({"1", "1000"})
    public int n = 1;

    private AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
    private final BatchExecutor executor = BatchExecutor.create();
    private final BatchLoader<Long, User> loader = BatchLoader.of("users", UserStore::loadMap);
    private final Users target = new Users();
    private Users users = target;
    private List<Long> keys = List.of();

    /** A bean with an annotated method. */
    public static class Users {

        /** For Spring. */
        public Users() {}

        @Batched("byIds")
        public @Nullable User byId(long id) {
            return byIds(List.of(id)).get(id);
        }

        @Batched("ofTenant")
        public @Nullable User byId(String tenant, long id) {
            return ofTenant(tenant, List.of(id)).get(id);
        }

        public Map<Long, User> byIds(List<Long> ids) {
            return UserStore.loadMap(ids);
        }

        public Map<Long, User> ofTenant(String tenant, List<Long> ids) {
            return UserStore.loadMap(ids);
        }
    }

    @Override
    int size() {
        return n;
    }

    @Setup
    public void startApplication() {
        application = new AnnotationConfigApplicationContext();
        application.registerBean(BatchExecutor.class, () -> executor);
        application.register(BatchExecutorBatchedAutoConfiguration.class, Users.class);
        application.refresh();
        users = application.getBean(Users.class);
    }

    @Setup
    public void boxKeys() {
        keys = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            keys.add(UserStore.FIRST_ID + i);
        }
    }

    @TearDown
    public void stopApplication() {
        application.close();
    }

    /** Each call alone, through the proxy. */
    @Benchmark
    public List<@Nullable User> alone() {
        List<@Nullable User> found = new ArrayList<>(n);
        for (Long key : keys) {
            found.add(users.byId(key));
        }
        return found;
    }

    /** Each call alone, without a proxy. */
    @Benchmark
    public List<@Nullable User> direct() {
        List<@Nullable User> found = new ArrayList<>(n);
        for (Long key : keys) {
            found.add(target.byId(key));
        }
        return found;
    }

    @Benchmark
    public List<@Nullable User> all() {
        return executor.all(keys, users::byId);
    }

    @Benchmark
    public List<@Nullable User> allOfATenant() {
        return executor.all(keys, key -> users.byId("acme", key));
    }

    /** The loader that annotated methods are made of. */
    @Benchmark
    public List<@Nullable User> allOfTheLoader() {
        return executor.all(keys, this::load);
    }

    private @Nullable User load(Long key) {
        return executor.execute(loader.get(key));
    }
}
