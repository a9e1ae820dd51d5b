package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rule 18 for loaders: one with a part in the cache asks for no key twice, and keeps what it did not ask for. */
class Rule18LoadersTest {

    private final BatchExecutor executor = BatchExecutor.builder().cache(100).build();
    private final Map<String, String> rows = new HashMap<>(Map.of("a", "1", "b", "2", "c", "3"));
    private final List<String> batches = new ArrayList<>();
    private final BatchLoader<String, String> plain = BatchLoader.of("users", this::load);
    private final BatchLoader<String, String> users = plain.withCache();

    /** An operation that changes the store and says what it writes. */
    private record Change(Map<String, String> rows, String key, String value, Object writes)
            implements BatchableOperation<@Nullable String> {

        private static final Batcher<Change, @Nullable String> BATCHER = Batcher.blocking("changes", changes -> {
            changes.forEach(change -> change.rows.put(change.key, change.value));
            return Arrays.asList(new String[changes.size()]);
        });

        @Override
        public Batcher<Change, @Nullable String> batcher() {
            return BATCHER;
        }

        @Override
        public boolean mergeable() {
            return false;
        }
    }

    private Map<String, String> load(List<String> keys) {
        batches.add(keys.toString());
        Map<String, String> found = new HashMap<>(rows);
        found.keySet().retainAll(keys);
        return found;
    }

    private List<@Nullable String> get(BatchLoader<String, String> loader, String... keys) {
        return executor.executeAll(Arrays.stream(keys).map(loader::get).toList());
    }

    @Test
    void onlyKeysThatAreNotKnownAreAskedFor() {
        assertThat(get(users, "a", "b")).containsExactly("1", "2");
        assertThat(get(users, "a", "c")).containsExactly("1", "3");

        assertThat(batches).containsExactly("[a, b]", "[c]");
    }

    @Test
    void aKeyWithoutAValueIsKnownToHaveNone() {
        assertThat(get(users, "x")).containsExactly((String) null);
        assertThat(get(users, "x", "a")).containsExactly(null, "1");

        assertThat(batches).containsExactly("[x]", "[a]");
    }

    @Test
    void aLoaderHasNoPartInTheCacheUnlessItIsAskedTo() {
        get(plain, "a", "b");
        get(plain, "a", "c");

        assertThat(batches).containsExactly("[a, b]", "[a, c]");
    }

    @Test
    void anExecutorWithoutACacheAsksEachTime() {
        BatchExecutor keepingNothing = BatchExecutor.create();

        keepingNothing.execute(users.get("a"));
        keepingNothing.cache().put(users, "a", "put");
        keepingNothing.cache().evict(users.get("a"));
        keepingNothing.cache().clear(users);

        assertThat(keepingNothing.execute(users.get("a"))).isEqualTo("1");
        assertThat(batches).containsExactly("[a]", "[a]");
    }

    @Test
    void aLimitLeavesALoaderItsPartInTheCache() {
        BatchLoader<String, String> pairs = plain.withMaxBatchSize(2).withCache();

        get(pairs, "a", "b", "c");
        get(pairs.withMaxBatchSize(1), "a", "b");
        get(pairs, "c", "b", "a");

        assertThat(batches).containsExactly("[a, b]", "[c]", "[a]", "[b]");
    }

    @Test
    void aFailedKeyIsAskedForAgain() {
        BatchLoader<String, Integer> parsed = BatchLoader.<String, Map<String, String>, Integer>ofEach(
                        "parsed", this::load, (found, key) -> Integer.valueOf(found.get(key)))
                .withCache();
        rows.put("a", "broken");
        assertThatThrownBy(() -> executor.execute(parsed.get("a"))).isInstanceOf(NumberFormatException.class);
        rows.put("a", "1");

        assertThat(executor.execute(parsed.get("a"))).isEqualTo(1);
        assertThat(executor.execute(parsed.get("a"))).isEqualTo(1);
        assertThat(batches).containsExactly("[a]", "[a]");
    }

    @Test
    void anEvictedKeyIsAskedForAgainAndNoOther() {
        get(users, "a", "b");
        rows.put("a", "new");

        executor.cache().evict(users.get("a"));
        executor.cache().evict(users.get("unknown"));

        assertThat(get(users, "a", "b")).containsExactly("new", "2");
        assertThat(get(users, "a")).containsExactly("new");
        assertThat(batches).containsExactly("[a, b]", "[a]");
    }

    @Test
    void aKeyThatIsEvictedWhileItIsAskedForIsAskedForAgain() {
        BatchLoader<String, String> async = BatchLoader.<String, String>ofAsync(
                        "async", keys -> CompletableFuture.completedFuture(load(keys)))
                .withCache();
        BatchLoader<String, String> evicting = BatchLoader.of("evicting", keys -> {
            executor.cache().evict(async.get("a"));
            return load(keys);
        });

        executor.executeAll(List.of(async.get("a"), async.get("b"), evicting.get("c")));
        get(async, "a", "b");

        assertThat(batches).containsExactly("[a, b]", "[c]", "[a]");
    }

    @Test
    void aValueThatIsPutWhileItsKeyIsAskedForIsNotHiddenByTheAnswer() {
        CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();
        BatchLoader<String, String> async =
                BatchLoader.<String, String>ofAsync("async", keys -> answer).withCache();
        BatchLoader<String, String> putting = BatchLoader.of("putting", keys -> {
            executor.cache().put(async, "a", "put");
            answer.complete(Map.of("a", "old", "b", "2"));
            return load(keys);
        });

        executor.executeAll(List.of(async.get("a"), async.get("b"), putting.get("c")));

        assertThat(get(async, "a", "b")).containsExactly("put", "2");
        assertThat(get(async, "a", "b")).containsExactly("put", "2");
        assertThat(batches).containsExactly("[c]");
    }

    @Test
    void allKeysOfALoaderAreForgottenAtOnceAndNoneOfOthers() {
        BatchLoader<String, String> others = plain.withCache();
        get(users, "a", "b");
        get(others, "a");

        executor.cache().clear(users);
        get(users, "b");
        get(others, "a");

        assertThat(batches).containsExactly("[a, b]", "[a]", "[b]");
    }

    @Test
    void anOperationThatWritesAKeyMakesItAskedForAgain() {
        get(users, "a", "b");

        executor.execute(new Change(rows, "a", "new", users.get("a")));

        assertThat(get(users, "a", "b")).containsExactly("new", "2");
        assertThat(batches).containsExactly("[a, b]", "[a]");
    }

    @Test
    void anOperationThatWritesTheLoaderMakesAllItsKeysAskedForAgain() {
        get(users, "a", "b");

        executor.execute(new Change(rows, "a", "new", Set.of(users, "something else")));

        assertThat(get(users, "a", "b")).containsExactly("new", "2");
        assertThat(batches).containsExactly("[a, b]", "[a, b]");
    }

    /** Gives all rows, whatever it is asked for. */
    private Map<String, String> loadAll(List<String> keys) {
        batches.add(keys.toString());
        return rows;
    }

    @Test
    void entriesThatWereNotAskedForAreKeptToo() {
        BatchLoader<String, String> all = BatchLoader.of("all", this::loadAll).withCache();

        assertThat(get(all, "a", "x")).containsExactly("1", null);
        assertThat(get(all, "b", "c", "x", "y")).containsExactly("2", "3", null, null);

        assertThat(batches).containsExactly("[a, x]", "[y]");
    }

    @Test
    void entriesOfAnAsynchronousLoaderThatWereNotAskedForAreKeptToo() {
        BatchLoader<String, String> all = BatchLoader.<String, String>ofAsync(
                        "all", keys -> CompletableFuture.completedFuture(loadAll(keys)))
                .withCache();

        get(all, "a");

        assertThat(get(all, "b", "c")).containsExactly("2", "3");
        assertThat(batches).containsExactly("[a]");
    }

    @Test
    void entriesThatWereNotAskedForAreDroppedByALoaderWithoutACache() {
        BatchLoader<String, String> all = BatchLoader.of("all", this::loadAll);

        get(all, "a");
        get(all, "b");

        assertThat(batches).containsExactly("[a]", "[b]");
    }

    @Test
    void entriesThatWereNotAskedForDoNotReplaceWhatIsKnown() {
        BatchLoader<String, String> all = BatchLoader.of("all", this::loadAll).withCache();
        get(all, "a");
        rows.replaceAll((key, value) -> "new");

        assertThat(get(all, "x", "a", "b")).containsExactly(null, "1", "2");
        assertThat(get(all, "a", "b")).containsExactly("1", "2");
        assertThat(batches).containsExactly("[a]", "[x]");
    }

    @Test
    void entriesThatWereNotAskedForTakeNobodysRoom() {
        BatchExecutor small = BatchExecutor.builder().cache(2).build();
        BatchLoader<String, String> all = BatchLoader.of("all", this::loadAll).withCache();
        small.execute(users.get("a"));

        small.execute(all.get("a"));
        small.execute(users.get("a"));
        small.execute(all.get("b"));

        assertThat(batches).containsExactly("[a]", "[a]", "[b]");
    }

    @Test
    void entriesThatWereReadBesideAWriteOfThemAreNotKept() {
        BatchLoader<String, String> all = BatchLoader.<String, String>ofAsync(
                        "all", keys -> CompletableFuture.completedFuture(new HashMap<>(loadAll(keys))))
                .withCache();

        executor.executeAll(List.of(all.get("a"), new Change(rows, "b", "new", all.get("b"))));

        assertThat(get(all, "a", "b", "c")).containsExactly("1", "new", "3");
        assertThat(batches).containsExactly("[a]", "[b]");
    }

    @Test
    void aNullKeyThatWasNotAskedForIsIgnored() {
        BatchLoader<String, String> all = BatchLoader.of("all", this::loadAll).withCache();
        rows.put(null, "nobody");
        rows.put("n", null);

        get(all, "a");

        assertThat(get(all, "n", "b")).containsExactly(null, "2");
        assertThat(batches).containsExactly("[a]");
    }

    @Test
    void aValueThatIsPutIsNotAskedFor() {
        executor.cache().put(users, "a", "put");
        executor.cache().put(users, "b", null);

        assertThat(get(users, "a", "b", "c")).containsExactly("put", null, "3");
        assertThat(batches).containsExactly("[c]");
    }

    @Test
    void aValueThatIsPutReplacesWhatIsKnown() {
        get(users, "a", "b");

        executor.cache().put(users, "a", "put");

        assertThat(get(users, "a", "b")).containsExactly("put", "2");
        executor.cache().evict(users.get("a"));
        assertThat(get(users, "a")).containsExactly("1");
        executor.cache().put(users, "a", "put after it was evicted");
        assertThat(get(users, "a", "b")).containsExactly("put after it was evicted", "2");
        assertThat(batches).containsExactly("[a, b]", "[a]");
    }

    @Test
    void noMoreValuesArePutThanTheCacheMayHold() {
        BatchExecutor small = BatchExecutor.builder().cache(2).build();

        List.of("a", "b", "c").forEach(key -> small.cache().put(users, key, "put"));
        small.executeAll(List.of(users.get("a"), users.get("b"), users.get("c")));

        assertThat(batches).containsExactly("[a]");
    }

    @Test
    void aValueIsOnlyPutForALoaderThatTakesPart() {
        assertThatThrownBy(() -> executor.cache().put(plain, "a", "put"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ExecutionCache.put expects a loader that takes part in the cache, got users; make it one"
                        + " by withCache()");
        assertThatThrownBy(() -> executor.cache().put(users, null, "put"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("users.get expects a key, got null");
    }

    @Test
    void keysOfAnotherTypeThatLookAlikeAreStillAnError() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        BatchLoader<Long, String> wrong = BatchLoader.<Long, String>of("wrong", keys -> (Map) Map.of(1, "one"))
                .withCache();

        assertThatThrownBy(() -> executor.execute(wrong.get(1L))).hasMessageContaining("look alike but are not equal");
    }
}
