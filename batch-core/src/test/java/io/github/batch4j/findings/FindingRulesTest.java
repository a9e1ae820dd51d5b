package io.github.batch4j.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import io.github.batch4j.findings.Finding.AskedAgain.Reason;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FindingRulesTest {

    private static final List<Long> IDS = List.of(1L, 2L, 3L, 4L);

    private final BatchTrace trace = new BatchTrace();
    private final BatchExecutor executor =
            BatchExecutor.builder().listener(trace).build();
    private final BatchExecutor caching =
            BatchExecutor.builder().listener(trace).cache(100).build();
    private final BatchLoader<Long, String> users = loader("users");
    private final BatchLoader<Long, String> orders = loader("orders");

    private static BatchLoader<Long, String> loader(String name) {
        return BatchLoader.of(name, FindingRulesTest::values);
    }

    private static Map<Long, String> values(Collection<Long> keys) {
        Map<Long, String> values = new HashMap<>();
        keys.forEach(key -> values.put(key, "value " + key));
        return values;
    }

    private record Write(long key, BatchLoader<Long, String> written) implements BatchableOperation<String> {

        private static final Batcher<Write, String> BATCHER = Batcher.blocking(
                "writes", operations -> operations.stream().map(any -> "done").toList());

        @Override
        public Batcher<Write, String> batcher() {
            return BATCHER;
        }

        @Override
        public boolean mergeable() {
            return false;
        }

        @Override
        public Object writes() {
            return written;
        }
    }

    private record Ask(String key, Batcher<Ask, String> batcher) implements BatchableOperation<String> {

        @Override
        public Object asksFor() {
            return key;
        }
    }

    private static Batcher<Ask, String> redis() {
        return Batcher.blocking(
                "redis", operations -> operations.stream().map(Ask::key).toList());
    }

    private List<Finding> findings() {
        return FindingRules.defaults().check(trace);
    }

    private String only() {
        assertThat(findings()).hasSize(1);
        return findings().get(0).toString();
    }

    @Test
    void executionsOfOneKeyInALoopAreOneByOne() {
        for (long id : IDS) {
            executor.execute(users.get(id));
        }

        assertThat(only())
                .matches(
                        "FindingRulesTest.java:\\d+ asked `users` 4 times, one key each; unless one needs the answer of"
                                + " another, run them side by side, for example by executor.all\\(...\\)");
        assertThat(findings().get(0)).isInstanceOfSatisfying(Finding.OneByOne.class, finding -> {
            assertThat(finding.times()).isEqualTo(4);
            assertThat(finding.operations()).isEqualTo(4);
        });
    }

    @Test
    void yieldsOfOneKeyInALoopAreOneByOne() {
        executor.execute(BatchGenerator.of(batch -> {
            for (long id : IDS) {
                batch.yield(users.get(id));
            }
            return "done";
        }));

        assertThat(only()).contains("asked `users` 4 times, one key each");
    }

    private String blockingFind(long id) {
        return executor.execute(users.get(id));
    }

    private static final class Service {

        private static String find(BatchExecutor executor, BatchGenerator<String> generator) {
            return executor.execute(generator);
        }
    }

    @Test
    void aServiceCalledInALoopIsNamedWithItsCaller() {
        IDS.forEach(id -> Service.find(executor, users.get(id)));

        assertThat(FindingRules.defaults().check(trace)).hasSize(1);
        assertThat(only()).contains("FindingRulesTest.java:");
    }

    @Test
    void oneAfterTheOtherFromDifferentPlacesIsNoFinding() {
        executor.execute(users.get(1L));
        executor.execute(users.get(2L));
        executor.execute(users.get(3L));
        blockingFind(4L);
        blockingFind(5L);

        assertThat(findings()).isEmpty();
    }

    @Test
    void sideBySideIsNoFinding() {
        executor.all(IDS, this::blockingFind);
        executor.executeAll(LongStream.of(5, 6, 7).mapToObj(users::get).toList());

        assertThat(trace.roundTrips()).isEqualTo(2);
        assertThat(findings()).isEmpty();
    }

    @Test
    void aChainInOneExecutionIsNoFindingAsEachLinkNeedsTheOneBefore() {
        BatchGenerator<String> chain = users.get(1L)
                .flatMap(one -> users.get(2L))
                .flatMap(two -> users.get(3L))
                .flatMap(three -> users.get(4L));

        executor.execute(chain);

        assertThat(trace.roundTrips()).isEqualTo(4);
        assertThat(findings()).isEmpty();
    }

    @Test
    void loopsSideBySideAreOneByOneTogether() {
        executor.all(List.of(0, 100), from -> {
            for (long id : IDS) {
                blockingFind(from + id);
            }
            return "done";
        });

        assertThat(trace.roundTrips()).isEqualTo(4);
        assertThat(only()).contains("asked `users` 8 times in 4 batches, one key each");
    }

    @Test
    void levelsOfATreeAreNoFindingAsManyCallsShareEachBatch() {
        executor.all(LongStream.range(0, 20).boxed().toList(), from -> {
            for (long id : IDS) {
                blockingFind(1000 * from + id);
            }
            return "done";
        });

        assertThat(trace.roundTrips()).isEqualTo(4);
        assertThat(findings()).isEmpty();
    }

    @Test
    void equalWritesAreOneByOneAsTheyAreNotMerged() {
        for (int i = 0; i < 4; i++) {
            executor.execute(new Write(1, users));
        }

        assertThat(only()).contains("sent `writes` 4 times, one write each");
    }

    @Test
    void executorsOfOneRequestAreCheckedTogether() {
        for (long id : IDS) {
            BatchExecutor.builder().listener(trace).build().execute(users.get(id));
        }

        assertThat(FindingRules.defaults().checkTogether(trace.entries()))
                .singleElement()
                .isInstanceOf(Finding.OneByOne.class);
    }

    @Test
    void manyWritesBetweenManyReadsAreCheckedInLinearTime() {
        BatchLoader<Long, String> cached = users.withCache();
        List<Long> many = LongStream.range(0, 20_000).boxed().toList();
        caching.executeAll(many.stream().map(cached::get).toList());
        caching.executeAll(many.stream().map(id -> new Write(id, orders)).toList());
        caching.executeAll(many.stream().map(cached::get).toList());

        assertThat(findings()).isEmpty(); // the cache was full
    }

    @Test
    void theSameKeyAgainAndAgainIsNotOneByOneAsItWouldBeMerged() {
        for (int i = 0; i < 4; i++) {
            executor.execute(users.get(1L));
        }

        assertThat(findings()).singleElement().isInstanceOf(Finding.AskedAgain.class);
    }

    @Test
    void executorsAreCheckedApart() {
        for (long id : IDS) {
            BatchExecutor.builder().listener(trace).build().execute(users.get(id));
        }

        assertThat(findings()).isEmpty();
    }

    @Test
    void pagesOfManyKeysInALoopAreNoFinding() {
        for (long page : IDS) {
            executor.executeAll(LongStream.range(page * 10, page * 10 + 10)
                    .mapToObj(users::get)
                    .toList());
        }

        assertThat(findings()).isEmpty();
    }

    @Test
    void withoutACacheEqualReadsAreAskedAgain() {
        askTwice(executor, users);

        assertThat(only())
                .matches("FindingRulesTest.java:\\d+ asked `users` again for 4"
                        + " keys that had been answered; the executor has no cache");
    }

    private void askTwice(BatchExecutor executor, BatchLoader<Long, String> users) {
        executor.executeAll(IDS.stream().map(users::get).toList());
        executor.executeAll(IDS.stream().map(users::get).toList());
    }

    @Test
    void aLoaderWithoutAPartInTheCacheIsAskedAgain() {
        askTwice(caching, users);

        assertThat(findings())
                .singleElement()
                .isInstanceOfSatisfying(
                        Finding.AskedAgain.class,
                        finding -> assertThat(finding.reason()).isEqualTo(Reason.NOT_KEPT));
    }

    @Test
    void aWriteThatForgetsTheAnswersIsNamed() {
        BatchLoader<Long, String> cached = users.withCache();
        caching.executeAll(IDS.stream().map(cached::get).toList());
        caching.execute(new Write(1, cached));
        caching.executeAll(IDS.stream().map(cached::get).toList());

        assertThat(findings()).singleElement().isInstanceOfSatisfying(Finding.AskedAgain.class, finding -> {
            assertThat(finding.reason()).isEqualTo(Reason.WRITTEN);
            assertThat(finding.writer()).isEqualTo("writes");
            assertThat(finding.writtenBy()).hasToString(finding.toString().replaceFirst(".* at ", ""));
        });
    }

    @Test
    void aCacheThatTheProgramHasClearedIsNoFinding() {
        BatchLoader<Long, String> cached = users.withCache();
        caching.executeAll(IDS.stream().map(cached::get).toList());
        caching.cache().clear();
        caching.executeAll(IDS.stream().map(cached::get).toList());

        assertThat(trace.roundTrips()).isEqualTo(2);
        assertThat(findings()).isEmpty();
    }

    @Test
    void keptAnswersAreNoFinding() {
        askTwice(caching, users.withCache());

        assertThat(trace.roundTrips()).isEqualTo(1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void keysThatWereKnownAStepBeforeAreAskedLater() {
        executor.execute(BatchGenerator.all(IDS, id -> users.get(id).flatMap(user -> orders.get(id))));

        assertThat(only())
                .matches(
                        "FindingRulesTest.java:\\d+ asked `orders` for 4 keys a step later than it could have: they are"
                                + " those that `users` was asked for at FindingRulesTest.java:\\d+ the step before;"
                                + " unless its"
                                + " answers decide whether to ask, ask both at once, for example by zip");
    }

    @Test
    void idsOfRedisKeysAreComparedWithoutTheRestOfTheKey() {
        Batcher<Ask, String> redis = redis();

        executor.execute(BatchGenerator.all(
                IDS, id -> new Ask("user:" + id + ":name", redis).flatMap(user -> new Ask("settings:" + id, redis))));

        assertThat(only()).contains("asked `redis` for 4 keys a step later than it could have");
    }

    @Test
    void aBatcherThatAsksForItsKeysElsewhereIsNoFinding() {
        BatchLoader<Long, String> asking = BatchLoader.of("asking", keys -> {
            executor.executeAll(keys.stream().map(users::get).toList());
            return values(keys);
        });

        executor.executeAll(IDS.stream().map(asking::get).toList());

        assertThat(trace.roundTrips()).isEqualTo(2);
        assertThat(findings()).isEmpty();
    }

    @Test
    void keysThatComeFromTheAnswersAreNoFinding() {
        executor.execute(BatchGenerator.all(IDS, id -> users.get(id).flatMap(user -> orders.get(id + 10))));
        executor.execute(BatchGenerator.all(
                IDS, id -> users.get(id + 20).flatMap(user -> id == 1 ? orders.get(id + 20) : orders.get(id + 30))));

        assertThat(findings()).isEmpty();
    }

    @Test
    void aWriteOfWhatWasReadIsNoFinding() {
        executor.execute(BatchGenerator.all(IDS, id -> users.get(id).flatMap(user -> new Write(id, users))));

        assertThat(findings()).isEmpty();
    }

    @Test
    void aBatchSplitByItsMaximumSizeIsFound() {
        BatchLoader<Long, String> few =
                BatchLoader.<Long, String>of("few", FindingRulesTest::values).withMaxBatchSize(3);

        executor.executeAll(IDS.stream().map(few::get).toList());

        assertThat(only())
                .endsWith(" asked `few` for 4 keys in 2 batches, since one takes at most 3; if the store takes more,"
                        + " raise the maximum batch size");
    }

    @Test
    void aLayeredBatchThatWaitsForTheSlowestIsFound() {
        Batcher<Ask, String> layered = Batcher.layered(
                "layered",
                operations -> BatchGenerator.all(
                        operations,
                        operation -> operation.key().equals("a")
                                ? users.get(1L).flatMap(user -> orders.get(2L))
                                : users.get(3L)));

        executor.executeAll(List.of(new Ask("a", layered), new Ask("b", layered)));

        assertThat(only())
                .endsWith(" waited 2 steps for the layered batcher `layered`, whose 2 operations all wait for the"
                        + " slowest; unless all of them need the last step, return a generator for each key instead");
    }

    @Test
    void aLayeredBatchInWhichAllNeedTheSameStepsIsNoFinding() {
        Batcher<Ask, String> layered = Batcher.layered(
                "layered",
                operations -> BatchGenerator.all(
                        operations, operation -> users.get(1L).flatMap(user -> orders.get(2L))));

        executor.executeAll(List.of(new Ask("a", layered), new Ask("b", layered)));

        assertThat(trace.roundTrips()).isEqualTo(2);
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatIsAllowedIsNoFinding() {
        for (long id : IDS) {
            executor.execute(users.get(id));
        }
        String line = findings().get(0).toString().replaceFirst(" asked.*", "");

        for (String allowed : List.of("users", "FindingRulesTest.java", line, "OneByOne")) {
            assertThat(FindingRules.defaults().allowing(allowed).check(trace)).isEmpty();
        }
        assertThat(FindingRules.defaults().allowing("orders", "Other.java").check(trace))
                .hasSize(1);
    }

    @Test
    void theThresholdIsTheNumberOfCalls() {
        for (long id : IDS) {
            executor.execute(users.get(id));
        }

        assertThat(FindingRules.defaults().threshold(4).check(trace)).hasSize(1);
        assertThat(FindingRules.defaults().threshold(5).check(trace)).isEmpty();
        assertThatThrownBy(() -> FindingRules.defaults().threshold(1))
                .hasMessage("FindingRules.threshold expects at least 2, got 1");
    }
}
