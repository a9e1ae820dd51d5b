package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchResults;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import io.github.batch4j.SharedCalls;
import io.github.batch4j.ThreadContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parts of merged calls: the answers of each asker, the values bound to its thread, its partition, its listener. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedCallsPartsTest {

    /** A mutable answer. */
    record Draft(StringBuilder text, @Nullable String madeAs) {}

    record FindDraft(Batcher<FindDraft, Draft> batcher, String key) implements BatchableOperation<Draft> {

        @Override
        public String toString() {
            return key;
        }
    }

    /** A store that makes a draft for each asker, with the login that is bound then. */
    private final class Drafts implements SharedCalls.PerAsker<FindDraft, Draft> {

        @Override
        public List<Draft> runBatch(List<FindDraft> operations) {
            sent.add("alone " + operations);
            return operations.stream().map(one -> draft(one.key())).toList();
        }

        @Override
        public List<List<Draft>> runMerged(List<FindDraft> operations, List<SharedCalls.Part<FindDraft>> parts)
                throws Exception {
            sent.add("merged " + operations + " as " + logins.get());
            List<List<Draft>> answers = new ArrayList<>();
            for (SharedCalls.Part<FindDraft> part : parts) {
                answers.add(part.inContext(() -> BatchResults.of(part.operations(), (one, i) -> {
                    assertThat(operations.get(part.index(i))).isEqualTo(one);
                    return draft(operations.get(part.index(i)).key());
                })));
            }
            assertThat(parts.get(0).inContext(logins::get)).isEqualTo(logins.get());
            return answers;
        }

        private Draft draft(String key) {
            if (key.equals("secret") && !"admin".equals(logins.get())) {
                throw new SecurityException("not for you");
            }
            return new Draft(new StringBuilder(key), logins.get());
        }
    }

    private final ThreadLocal<@Nullable String> logins = new ThreadLocal<>();
    private final List<String> sent = new CopyOnWriteArrayList<>();

    private final ThreadContext login = () -> {
        String captured = logins.get();
        return () -> {
            String before = logins.get();
            logins.set(captured);
            return () -> logins.set(before);
        };
    };

    private SharedCalls calls = SharedCalls.builder(1).threadContext(login).build();
    private HeldStore users = new HeldStore("users", calls);

    private void use(SharedCalls.Builder builder) {
        calls = builder.build();
        users = new HeldStore("users", calls);
    }

    private void occupy() {
        TestThread.start("asker", () -> BatchExecutor.create().execute(users.get("busy")));
        users.awaitCalls(1);
    }

    private <T> TestThread<List<T>> askAndWait(@Nullable String as, List<? extends BatchableOperation<T>> operations) {
        int before = calls.waitingBatches();
        TestThread<List<T>> asking = TestThread.start("asker", () -> {
            logins.set(as);
            return BatchExecutor.create().executeAll(operations);
        });
        HeldStore.await(() -> calls.waitingBatches() == before + 1);
        return asking;
    }

    @Test
    void eachAskerGetsObjectsOfItsOwnMadeAsItself() throws Exception {
        Batcher<FindDraft, Draft> drafts = calls.share(new Drafts());
        occupy();
        TestThread<List<Draft>> one =
                askAndWait("ann", List.of(new FindDraft(drafts, "a"), new FindDraft(drafts, "b")));
        TestThread<List<Draft>> another = askAndWait("bob", List.of(new FindDraft(drafts, "b")));
        users.endAll();

        assertThat(one.result()).extracting(Draft::madeAs).containsExactly("ann", "ann");
        assertThat(another.result()).extracting(Draft::madeAs).containsExactly("bob");
        assertThat(another.result().get(0).text())
                .hasToString("b")
                .isNotSameAs(one.result().get(1).text());
        assertThat(sent).containsExactly("merged [a, b] as ann");
    }

    @Test
    void whatOneAskerMustNotSeeFailsOnlyThere() throws Exception {
        Batcher<FindDraft, Draft> drafts = calls.share(new Drafts());
        occupy();
        TestThread<List<Draft>> refused = askAndWait("ann", List.of(new FindDraft(drafts, "secret")));
        TestThread<List<Draft>> allowed = askAndWait("admin", List.of(new FindDraft(drafts, "secret")));
        users.endAll();

        assertThatThrownBy(refused::result).hasCauseInstanceOf(SecurityException.class);
        assertThat(allowed.result()).extracting(Draft::madeAs).containsExactly("admin");
        assertThat(sent).containsExactly("merged [secret] as ann");
    }

    @Test
    void aBatchThatIsSentByItselfIsAPlainOne() {
        users.endAll();
        logins.set("ann");

        Draft draft = BatchExecutor.create().execute(new FindDraft(calls.share(new Drafts()), "a"));

        assertThat(draft.madeAs()).isEqualTo("ann");
        assertThat(sent).containsExactly("alone [a]");
    }

    @Test
    void answersForTooFewPartsAreAFailureOfTheCall() throws Exception {
        Batcher<FindDraft, Draft> drafts = calls.share(new SharedCalls.PerAsker<>() {
            @Override
            public List<Draft> runBatch(List<FindDraft> operations) {
                return new Drafts().runBatch(operations);
            }

            @Override
            public List<List<Draft>> runMerged(List<FindDraft> operations, List<SharedCalls.Part<FindDraft>> parts) {
                return List.of(new Drafts().runBatch(parts.get(0).operations()));
            }
        });
        occupy();
        TestThread<List<Draft>> one = askAndWait("ann", List.of(new FindDraft(drafts, "a")));
        TestThread<List<Draft>> another = askAndWait("bob", List.of(new FindDraft(drafts, "b")));
        users.endAll();

        assertThat(one.result()).extracting(Draft::madeAs).containsExactly("ann");
        assertThat(another.result()).extracting(Draft::madeAs).containsExactly("bob");
        assertThat(sent).containsExactly("alone [a]", "alone [a]", "alone [b]");
    }

    @Test
    void batchesOfDifferentPartitionsAreNeverMerged() throws Exception {
        Tenants tenants = new Tenants();
        use(SharedCalls.builder(1).partition(tenants));
        occupy();
        List<TestThread<String>> asking = new ArrayList<>();
        for (String tenant : new String[] {"north", "south", "north", null}) {
            int before = calls.waitingBatches();
            asking.add(TestThread.start(
                    "asker",
                    () -> tenants.as(tenant, () -> BatchExecutor.create().execute(users.get("of " + tenant)))));
            HeldStore.await(() -> calls.waitingBatches() == before + 1);
        }
        users.endAll();

        for (TestThread<String> one : asking) {
            one.result();
        }
        assertThat(users.calls()).containsExactly("[busy]", "[of north]", "[of south]", "[of null]");
    }

    @Test
    void aBatchInATransactionNeedsNoFreeCall() throws Exception {
        Transactions transactions = new Transactions();
        use(SharedCalls.builder(1).threadContext(transactions));
        occupy();
        TestThread<String> inside = TestThread.start(
                "asker", () -> transactions.in("t", () -> BatchExecutor.create().execute(users.get("a"))));
        users.awaitCalls(2);

        assertThat(calls.callsUnderWay()).isEqualTo(1);
        users.endAll();
        assertThat(inside.result()).isEqualTo("A");
    }

    @Test
    void theListenerRelatesEachBatchToItsCall() throws Exception {
        List<String> events = new CopyOnWriteArrayList<>();
        use(SharedCalls.builder(1).listener(new SharedCalls.Listener() {
            @Override
            public Object onMergedCall(int batches, int operations) {
                events.add(logins.get() + " asks for " + batches + " with " + operations);
                return "call of " + logins.get();
            }

            @Override
            public void onAnswer(@Nullable Object call) {
                events.add(logins.get() + " got the " + call);
            }
        }));
        occupy();
        TestThread<List<String>> leads = askAndWait("ann", List.of(users.get("a"), users.get("b")));
        TestThread<List<String>> follows = askAndWait("bob", List.of(users.get("a")));
        users.endAll();

        leads.result();
        follows.result();
        assertThat(events).containsExactly("ann asks for 2 with 2", "bob got the call of ann");
    }

    @Test
    void aListenerThatThrowsFailsOnlyTheBatchOfItsThread() throws Exception {
        use(SharedCalls.builder(1).listener(new SharedCalls.Listener() {
            @Override
            public Object onMergedCall(int batches, int operations) {
                throw new IllegalStateException("broken listener");
            }
        }));
        occupy();
        TestThread<List<String>> leads = askAndWait("ann", List.of(users.get("a")));
        TestThread<List<String>> follows = askAndWait("bob", List.of(users.get("b")));
        users.endAll();

        assertThatThrownBy(leads::result).hasStackTraceContaining("broken listener");
        assertThat(follows.result()).containsExactly("B");
        assertThat(users.calls()).containsExactly("[busy]", "[b]");
    }
}
