package io.github.batch4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The snippets of docs/batchers.md. */
class BatchersDocTest {

    record User(long id) {

        static User parse(String text) {
            return new User(Long.parseLong(text));
        }
    }

    private interface Repository {

        Map<Long, User> findByIds(List<Long> ids);
    }

    private final Repository repository =
            ids -> ids.stream().filter(id -> id < 40).collect(Collectors.toMap(id -> id, User::new));
    private final BatchTrace trace = new BatchTrace();

    private <T> T run(BatchGenerator<T> generator) {
        return BatchExecutor.create().execute(generator, trace);
    }

    private static final class Application {

        // tag::learned[]
        static final LearnedPolicy POLICY = LearnedPolicy.create(); // one for the application

        private final BatchExecutor executor =
                BatchExecutor.builder().sendPolicy(POLICY).build();
        // end::learned[]
    }

    @Test
    void aPolicyLearnsForAllExecutors() {
        BatchLoader<Long, User> users = BatchLoader.of("users", ids -> repository.findByIds(ids));

        assertThat(new Application().executor.execute(users.get(1L))).isEqualTo(new User(1));
        assertThat(Application.POLICY).hasToString("a learned policy of 2 places"); // of execute, and of the user
    }

    @Test
    void keysToValues() {
        // tag::loader[]
        BatchLoader<Long, User> users = BatchLoader.of("users", ids -> repository.findByIds(ids));
        // end::loader[]

        assertThat(run(BatchGenerator.all(List.of(users.get(1L), users.get(42L), users.get(1L)))))
                .containsExactly(new User(1), null, new User(1));
        assertThat(trace.batches()).hasToString("[[users[1], users[42]]]");
    }

    private static Map<Long, String> rowsOf(List<Long> ids) {
        return ids.stream().collect(Collectors.toMap(id -> id, id -> id == 2 ? "two" : id.toString()));
    }

    @Test
    void oneKeyThatFails() {
        // tag::ofEach[]
        BatchLoader<Long, User> users =
                BatchLoader.ofEach("users", ids -> rowsOf(ids), (rows, id) -> User.parse(rows.get(id)));
        // end::ofEach[]

        BatchGenerator<User> nobody = BatchGenerator.value(null);
        assertThat(run(BatchGenerator.all(List.of(users.get(1L), users.get(2L).recoverWith(any -> nobody)))))
                .containsExactly(new User(1), null);
        assertThatThrownBy(() -> run(users.get(2L))).isInstanceOf(NumberFormatException.class);
    }

    private static final class UserStore {

        static List<List<User>> findByNames(List<FindByName> operations) {
            return operations.stream()
                    .map(one -> List.of(new User(one.name.length())))
                    .toList();
        }

        static Map<Long, User> find(String tenant, List<Long> ids) {
            return ids.stream().collect(Collectors.toMap(id -> id, id -> new User(id + tenant.length())));
        }
    }

    // tag::operation[]
    record FindByName(String tenant, String name) implements BatchableOperation<List<User>> {

        static final Batcher<FindByName, List<User>> BATCHER = Batcher.blocking("usersByName", UserStore::findByNames);

        @Override
        public Batcher<FindByName, List<User>> batcher() {
            return BATCHER;
        }
    }
    // end::operation[]

    @Test
    void operationsOfOnesOwn() {
        assertThat(run(BatchGenerator.all(List.of(new FindByName("x", "Ann"), new FindByName("x", "Bert")))))
                .containsExactly(List.of(new User(3)), List.of(new User(4)));
        assertThat(trace.roundTrips()).isEqualTo(1);
    }

    record FindUser(OfTenant batcher, long id) implements BatchableOperation<User> {}

    // tag::recordBatcher[]
    record OfTenant(String tenant) implements Batcher.Blocking<FindUser, User> {

        @Override
        public List<User> runBatch(List<FindUser> operations) {
            Map<Long, User> found =
                    UserStore.find(tenant, operations.stream().map(FindUser::id).toList());
            return BatchResults.of(operations, operation -> found.get(operation.id()));
        }
    }
    // end::recordBatcher[]

    @Test
    void aBatchForEachTenant() {
        List<FindUser> asked = new ArrayList<>();
        for (String tenant : List.of("a", "bb", "a")) {
            asked.add(new FindUser(new OfTenant(tenant), 10 + asked.size()));
        }

        assertThat(run(BatchGenerator.all(asked))).containsExactly(new User(11), new User(13), new User(13));
        assertThat(trace.batches()).containsExactly(List.of(asked.get(0), asked.get(2)), List.of(asked.get(1)));
    }

    private static final class Counters {

        static final Map<String, Long> COUNTS = new HashMap<>();
        static final Batcher<Increment, Long> BATCHER = Batcher.blocking(
                "counters", operations -> BatchResults.of(operations, one -> COUNTS.merge(one.counter, 1L, Long::sum)));
        static final Batcher<Count, Long> READS = Batcher.blocking(
                "counts", operations -> BatchResults.of(operations, one -> COUNTS.getOrDefault(one.counter, 0L)));
    }

    // tag::write[]
    record Increment(String counter) implements BatchableOperation<Long> {

        @Override
        public boolean mergeable() {
            return false;
        }

        @Override
        public Object writes() {
            return counter;
        }

        @Override
        public Batcher<Increment, Long> batcher() {
            return Counters.BATCHER;
        }
    }
    // end::write[]

    // tag::read[]
    record Count(String counter) implements BatchableOperation<Long> {

        @Override
        public Object reads() {
            return counter;
        }

        @Override
        public Batcher<Count, Long> batcher() {
            return Counters.READS;
        }
    }
    // end::read[]

    @BeforeEach
    void resetCounters() {
        Counters.COUNTS.clear();
    }

    @Test
    void writesAreNotMerged() {
        assertThat(run(BatchGenerator.all(List.of(new Increment("visits"), new Increment("visits")))))
                .containsExactly(1L, 2L);
        assertThat(trace.roundTrips()).isEqualTo(1);
    }

    @Test
    void answersAreKeptUntilTheyAreWritten() {
        // tag::keep[]
        BatchExecutor executor = BatchExecutor.builder().cache(10_000).build();

        executor.execute(new Count("visits")); // 0, asked of the store
        executor.execute(new Count("visits")); // 0, not asked again
        executor.execute(new Increment("visits"));
        executor.execute(new Count("visits")); // 1, asked again
        // end::keep[]

        assertThat(executor.execute(new Count("visits"))).isEqualTo(1);
        assertThat(executor.execute(new Count("sales"), trace)).isZero();
        executor.execute(new Count("visits"), trace);
        assertThat(trace.batches()).containsExactly(List.of(new Count("sales")));
    }

    private static final class WeatherService {

        static CompletionStage<List<String>> forecasts(List<GetWeather> operations) {
            return CompletableFuture.supplyAsync(
                    () -> operations.stream().map(one -> "sun in " + one.city).toList());
        }
    }

    record GetWeather(String city) implements BatchableOperation<String> {

        // tag::async[]
        static final Batcher<GetWeather, String> BATCHER =
                Batcher.async("weather", operations -> WeatherService.forecasts(operations));
        // end::async[]

        @Override
        public Batcher<GetWeather, String> batcher() {
            return BATCHER;
        }
    }

    @Test
    void answersThatComeLater() {
        assertThat(run(new GetWeather("Oslo"))).isEqualTo("sun in Oslo");
    }

    private static final BatchLoader<Long, Long> spouseIds = BatchLoader.of(
            "spouseIds", ids -> ids.stream().filter(id -> id < 40).collect(Collectors.toMap(id -> id, id -> id + 1)));
    private static final BatchLoader<Long, User> users =
            BatchLoader.of("users", ids -> ids.stream().collect(Collectors.toMap(id -> id, User::new)));

    private static final class AllOrNothing {

        record GetSpouse(long id) implements BatchableOperation<User> {

            // tag::layeredWrong[]
            // wrong: if one of them has no spouse, all who ask in this batch get that failure
            static final Batcher<GetSpouse, User> BATCHER = Batcher.layered(
                    "spouses",
                    operations -> BatchGenerator.all(
                            operations,
                            operation ->
                                    spouseIds.require(operation.id()).flatMap(spouseId -> users.require(spouseId))));
            // end::layeredWrong[]

            @Override
            public Batcher<GetSpouse, User> batcher() {
                return BATCHER;
            }
        }
    }

    record GetSpouse(long id) implements BatchableOperation<User> {

        // tag::layered[]
        // right: only those fail who ask for the one without a spouse
        static final Batcher<GetSpouse, User> BATCHER = Batcher.layered(
                "spouses",
                operations -> BatchResults.gather(
                        operations,
                        operation -> spouseIds.require(operation.id()).flatMap(spouseId -> users.require(spouseId))));
        // end::layered[]

        @Override
        public Batcher<GetSpouse, User> batcher() {
            return BATCHER;
        }
    }

    @Test
    void layersCostNoRoundTripOfTheirOwn() {
        assertThat(run(BatchGenerator.all(List.of(new GetSpouse(1), new GetSpouse(3), spouseIds.get(5L)))))
                .isEqualTo(List.of(new User(2), new User(4), 6L));
        assertThat(trace.batches()).hasToString("[[spouseIds[5], spouseIds[1], spouseIds[3]], [users[2], users[4]]]");
    }

    @Test
    void oneOfALayerThatFails() {
        BatchGenerator<User> nobody = BatchGenerator.value(null);

        assertThat(run(BatchGenerator.all(
                        List.of(1L, 99L), id -> new AllOrNothing.GetSpouse(id).recoverWith(missing -> nobody))))
                .containsExactly(null, null);
        assertThat(run(BatchGenerator.all(List.of(1L, 99L), id -> new GetSpouse(id).recoverWith(missing -> nobody))))
                .containsExactly(new User(2), null);
    }
}
