package io.github.batch4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dataloader.BatchLoader;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.dataloader.DataLoaderRegistry;

/**
 * The java-dataloader form, with a new loader for each call as for each request, because a loader that has seen the
 * keys answers from its cache.
 */
final class DataLoaders {

    static final DataLoaderOptions DEFAULTS = DataLoaderOptions.newOptions().build();
    static final DataLoaderOptions UNCACHED =
            DataLoaderOptions.newOptions().setCachingEnabled(false).build();

    private static final BatchLoader<Long, User> USERS = ids -> CompletableFuture.completedFuture(UserStore.load(ids));
    private static final BatchLoader<Long, Long> SPOUSE_IDS =
            ids -> CompletableFuture.completedFuture(UserStore.loadSpouseIds(ids));

    private DataLoaders() {}

    static List<User> users(long[] ids, DataLoaderOptions options) {
        DataLoader<Long, User> users = DataLoaderFactory.newDataLoader(USERS, options);
        List<CompletableFuture<User>> futures = new ArrayList<>(ids.length);
        for (long id : ids) {
            futures.add(users.load(id));
        }
        dispatch(users);
        return results(futures);
    }

    static List<User> spouses(long[] ids, DataLoaderOptions options) {
        DataLoader<Long, User> users = DataLoaderFactory.newDataLoader(USERS, options);
        List<CompletableFuture<User>> futures = new ArrayList<>(ids.length);
        for (long id : ids) {
            futures.add(users.load(id).thenCompose(user -> users.load(user.spouseId())));
        }
        dispatch(users);
        return results(futures);
    }

    static Couple couple(long id) {
        DataLoaderRegistry registry = new DataLoaderRegistry();
        DataLoader<Long, User> users = registry.registerAndGet("users", DataLoaderFactory.newDataLoader(USERS));
        DataLoader<Long, Long> spouseIds =
                registry.registerAndGet("spouseIds", DataLoaderFactory.newDataLoader(SPOUSE_IDS));
        CompletableFuture<Couple> couple =
                users.load(id).thenCombine(spouseIds.load(id).thenCompose(users::load), Couple::new);
        // Dispatched in this order, two calls of the store suffice; dispatchAll follows the hashes of the names and
        // takes three.
        spouseIds.dispatch().join();
        users.dispatch().join();
        return couple.join();
    }

    /** The same as {@code dispatchAndJoin}, without its list of everything ever loaded. */
    private static void dispatch(DataLoader<?, ?> loader) {
        while (loader.dispatchDepth() > 0) {
            loader.dispatch().join();
        }
    }

    private static List<User> results(List<CompletableFuture<User>> futures) {
        List<User> results = new ArrayList<>(futures.size());
        for (CompletableFuture<User> future : futures) {
            results.add(future.join());
        }
        return results;
    }
}
