package io.github.batch4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The examples of shared calls in the Javadoc and in docs/batchers.md, with executions that find no free call. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedCallsExamplesTest {

    record User(long id) {}

    static final class Draft {

        private final String text;

        Draft(String text) {
            this.text = text;
        }
    }

    private interface Repository {

        Map<Long, User> findByIds(List<Long> ids);
    }

    private final List<List<Long>> asked = new CopyOnWriteArrayList<>();
    private final Semaphore free = new Semaphore(0);

    /** Calls for user 0 wait until the test lets one of them end. */
    private final Repository repository = ids -> {
        asked.add(ids);
        if (ids.contains(0L)) {
            free.acquireUninterruptibly();
        }
        return ids.stream().collect(Collectors.toMap(id -> id, User::new));
    };

    private static <T> CompletableFuture<T> start(BatchGenerator<T> generator) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> result.complete(BatchExecutor.create().execute(generator)));
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static <T> CompletableFuture<T> startAndWait(SharedCalls calls, BatchGenerator<T> generator) {
        int before = calls.waitingBatches();
        CompletableFuture<T> result = start(generator);
        while (calls.waitingBatches() == before) {
            Thread.yield();
        }
        return result;
    }

    @Test
    void executionsThatFindNoFreeCallShareTheNext() {
        // tag::limit[]
        SharedCalls calls = SharedCalls.of(10); // as many as the store has connections
        BatchLoader<Long, User> users = calls.shareAnswers(BatchLoader.of("users", ids -> repository.findByIds(ids)));
        // end::limit[]

        for (int i = 0; i < 10; i++) {
            start(users.get(0L));
        }
        while (asked.size() < 10) {
            Thread.yield();
        }
        asked.clear();
        CompletableFuture<List<User>> one =
                startAndWait(calls, BatchGenerator.all(List.of(users.get(1L), users.get(2L))));
        CompletableFuture<List<User>> other =
                startAndWait(calls, BatchGenerator.all(List.of(users.get(2L), users.get(3L))));
        free.release();

        assertThat(one.join()).containsExactly(new User(1), new User(2));
        assertThat(other.join()).containsExactly(new User(2), new User(3));
        assertThat(asked).containsExactly(List.of(1L, 2L, 3L));
    }

    private record FindDraft(SharedCalls calls, SharedCallsExamplesTest store, long id)
            implements BatchableOperation<Draft> {

        @Override
        public Batcher<FindDraft, Draft> batcher() {
            return calls.share(new Drafts(store));
        }
    }

    private record Drafts(SharedCallsExamplesTest store) implements SharedCalls.PerAsker<FindDraft, Draft> {

        @Override
        public List<Draft> runBatch(List<FindDraft> operations) {
            return load(operations).stream().map(Draft::new).toList();
        }

        private List<String> load(List<FindDraft> operations) {
            List<Long> ids = operations.stream().map(FindDraft::id).toList();
            return store.repository.findByIds(ids).keySet().stream()
                    .map(Object::toString)
                    .toList();
        }

        // tag::perAsker[]
        public List<List<Draft>> runMerged(List<FindDraft> operations, List<SharedCalls.Part<FindDraft>> parts)
                throws Exception {
            List<String> texts = load(operations);
            List<List<Draft>> answers = new ArrayList<>();
            for (SharedCalls.Part<FindDraft> part : parts) {
                answers.add(part.inContext(
                        () -> BatchResults.of(part.operations(), (one, i) -> new Draft(texts.get(part.index(i))))));
            }
            return answers;
        }
        // end::perAsker[]
    }

    @Test
    void aBatcherOfMutableAnswersReadsOnceAndMakesThemForEachAsker() {
        SharedCalls calls = SharedCalls.of(1);
        start(new FindDraft(calls, this, 0));
        while (asked.isEmpty()) {
            Thread.yield();
        }
        CompletableFuture<Draft> one = startAndWait(calls, new FindDraft(calls, this, 1));
        CompletableFuture<Draft> other = startAndWait(calls, new FindDraft(calls, this, 1));
        free.release();

        assertThat(one.join()).isNotSameAs(other.join());
        assertThat(one.join().text).isEqualTo(other.join().text).isEqualTo("1");
        assertThat(asked).containsExactly(List.of(0L), List.of(1L));
    }
}
