package io.github.batch4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The examples of the Javadoc, run. They are shown as expressions, so most are the argument of a call here. */
class JavadocExamplesTest {

    record User(long id) {

        static User parse(String text) {
            return new User(Long.parseLong(text));
        }
    }

    record Pair(User first, User second) {}

    record Couple(User user, User spouse) {}

    /** A value as Redis could hold it, and as it would be printed. */
    record Get(String key) implements BatchableOperation<String> {

        private static final Map<String, String> STRINGS = Map.of(
                "user:1", "1",
                "user:2", "2",
                "spouseId:1", "2",
                "user:12345", "12345",
                "spouseId:12345", "67890",
                "user:67890", "67890");
        private static final Batcher<Get, String> BATCHER = Batcher.blocking(
                "redis", gets -> gets.stream().map(get -> STRINGS.get(get.key)).toList());

        @Override
        public Batcher<Get, String> batcher() {
            return BATCHER;
        }

        @Override
        public String toString() {
            return key;
        }
    }

    private interface Redis {

        BatchGenerator<String> get(String key);
    }

    private interface Repository {

        Map<Long, User> findByIds(List<Long> ids);
    }

    private static final Redis redis = Get::new;

    private final Repository repository = ids -> {
        Map<Long, User> found = new LinkedHashMap<>();
        ids.stream().filter(id -> id < 40).forEach(id -> found.put(id, new User(id)));
        return found;
    };
    private final BatchLoader<Long, User> users = BatchLoader.of("users", ids -> repository.findByIds(ids));
    private final BatchTrace trace = new BatchTrace();

    private static BatchGenerator<User> user(String id) {
        return redis.get("user:" + id).map(User::parse);
    }

    private static BatchGenerator<Couple> genSpouses(long id) {
        return BatchGenerator.zip(
                user(String.valueOf(id)), redis.get("spouseId:" + id).flatMap(JavadocExamplesTest::user), Couple::new);
    }

    private <T> T run(BatchGenerator<T> generator) {
        return BatchExecutor.create().execute(generator, trace);
    }

    @Test
    void anExecutor() {
        // tag::executor[]
        BatchExecutor executor = BatchExecutor.create();
        Couple couple = executor.execute(genSpouses(12345));
        // end::executor[]

        assertThat(couple).isEqualTo(new Couple(new User(12345), new User(67890)));
    }

    @Test
    void theExecutorThatRuns() {
        // tag::current[]
        BatchExecutor running = BatchExecutor.current();
        BatchExecutor executor = running != null ? running : BatchExecutor.create();
        // end::current[]

        assertThat(running).isNull();
        BatchExecutor inside = executor.execute(user("1").map(user -> BatchExecutor.current()));
        assertThat(inside).isSameAs(executor);
    }

    @Test
    void twoStyles() {
        User ofPipeline = run(
                // tag::styles[]
                // a pipeline: runs on the calling thread, costs nanoseconds
                redis.get("spouseId:1").flatMap(id -> user(id))
                // end::styles[]
                );
        User ofPlainCode = run(
                // tag::styles[]
                // plain code: loops, conditions and try/finally as usual
                BatchGenerator.of(batch -> {
                    String id = batch.yield(redis.get("spouseId:1"));
                    return batch.yield(user(id));
                })
                // end::styles[]
                );

        assertThat(ofPipeline).isEqualTo(new User(2));
        assertThat(ofPlainCode).isEqualTo(new User(2));
    }

    @Test
    void oneAfterTheOtherIsTwoRoundTripsAndSideBySideIsOne() {
        Pair wrong = run(
                // tag::parallel[]
                // wrong: the second question waits for the first answer, two round trips
                users.get(1L).flatMap(a -> users.get(2L).map(b -> new Pair(a, b)))
                // end::parallel[]
                );
        assertThat(trace.roundTrips()).isEqualTo(2);

        trace.clear();
        Pair right = run(
                // tag::parallel[]
                // right: one round trip
                BatchGenerator.zip(users.get(1L), users.get(2L), Pair::new)
                // end::parallel[]
                );
        assertThat(trace.roundTrips()).isEqualTo(1);
        assertThat(right).isEqualTo(wrong);
    }

    @Test
    void aStageIsNoBatch() {
        record Price(User user, int rate) {}

        interface Rates {
            CompletionStage<Integer> current();
        }

        Rates rates = () -> CompletableFuture.supplyAsync(() -> 3);

        assertThat(run(
                        // tag::stage[]
                        BatchGenerator.zip(
                                users.require(1L), // is sent while the rate is on its way
                                BatchGenerator.fromStage(() -> rates.current()),
                                Price::new)
                        // end::stage[]
                        ))
                .isEqualTo(new Price(new User(1), 3));
        assertThat(trace.roundTrips()).isEqualTo(1);
    }

    @Test
    void aNestKeepsItsShape() {
        Object nest = run(
                // tag::structured[]
                BatchGenerator.structured(Map.of("users", List.of(users.get(1L), users.get(2L))))
                // -> {users=[User[id=1], User[id=2]]}
                // end::structured[]
                );

        assertThat(nest).hasToString("{users=[User[id=1], User[id=2]]}");
        assertThat(trace.roundTrips()).isEqualTo(1);
    }

    private static final class UserStore {

        static List<User> load(List<GetUser> operations) {
            return operations.stream().map(one -> new User(one.id)).toList();
        }
    }

    // tag::operation[]
    record GetUser(long id) implements BatchableOperation<User> {
        static final Batcher<GetUser, User> BATCHER = Batcher.blocking("users", UserStore::load);

        public Batcher<GetUser, User> batcher() {
            return BATCHER;
        }
    }
    // end::operation[]

    @Test
    void anOperationOfOnesOwn() {
        assertThat(run(new GetUser(7))).isEqualTo(new User(7));
        assertThat(trace.batches()).hasToString("[[GetUser[id=7]]]");
    }

    private record Ask(long id, Batcher<Ask, User> batcher) implements BatchableOperation<User> {}

    private static List<Long> ids(List<Ask> operations) {
        return operations.stream().map(Ask::id).toList();
    }

    private Map<Long, User> load(List<Ask> operations) {
        return repository.findByIds(ids(operations));
    }

    /** Answers like a database: with the existing rows, in an order of its own. */
    private interface Database {

        List<User> query(String sql, List<Long> ids);
    }

    @Test
    void aBatcherAnswersEachOperation() {
        String sql = "select * from users where id in (:ids)";
        Database jdbc = (statement, ids) -> repository.findByIds(ids).values().stream()
                .sorted(Comparator.comparing(User::id))
                .toList();

        Batcher<Ask, User> wrong = shown(
                // tag::batcher[]
                // wrong: rows come back in the order of the database, and missing ones not at all
                Batcher.blocking("users", operations -> jdbc.query(sql, ids(operations)))
                // end::batcher[]
                );
        assertThatThrownBy(() -> run(new Ask(99, wrong))).isInstanceOf(BatcherException.class);

        Batcher<Ask, User> right = shown(
                // tag::batcher[]
                // right: one answer for each operation
                Batcher.blocking("users", operations -> {
                    Map<Long, User> found = load(operations);
                    return BatchResults.of(operations, operation -> found.get(operation.id()));
                })
                // end::batcher[]
                );
        assertThat(run(BatchGenerator.all(List.of(new Ask(99, right), new Ask(2, right), new Ask(1, right)))))
                .containsExactly(null, new User(2), new User(1));
    }

    private BatchGenerator<User> spouse(long id) {
        return id == 99 ? BatchGenerator.failure(new MissingKeyException("spouses", id)) : user(String.valueOf(id));
    }

    @Test
    void aLayeredBatcherGathersItsAnswers() {
        BatchGenerator<User> none = BatchGenerator.value(new User(0));
        // tag::gather[]
        // wrong: if one has no spouse, all who ask in this batch fail
        Batcher<Ask, User> wrong = Batcher.layered(
                "spouses", operations -> BatchGenerator.all(operations, operation -> spouse(operation.id())));
        // end::gather[]
        assertThat(run(BatchGenerator.all(List.of(1L, 99L), id -> new Ask(id, wrong).recoverWith(missing -> none))))
                .containsExactly(new User(0), new User(0));

        // tag::gather[]
        // right: only those fail who ask for that one
        Batcher<Ask, User> right = Batcher.layered(
                "spouses", operations -> BatchResults.gather(operations, operation -> spouse(operation.id())));
        // end::gather[]
        assertThat(run(BatchGenerator.all(List.of(1L, 99L), id -> new Ask(id, right).recoverWith(missing -> none))))
                .containsExactly(new User(1), new User(0));
    }

    private static Map<Long, String> rowsOf(List<Long> ids) {
        return Map.of(1L, "1", 2L, "two");
    }

    @Test
    void aRowThatDoesNotParseFailsItsOwnKey() {
        Batcher<Ask, User> users = Batcher.blocking("users", operations -> {
            Map<Long, String> rows = rowsOf(ids(operations));
            // tag::results[]
            // a row that does not parse fails its own key; the others get their answers
            return BatchResults.of(operations, operation -> User.parse(rows.get(operation.id())));
            // end::results[]
        });
        BatchGenerator<User> none = BatchGenerator.value(new User(0));

        assertThat(run(BatchGenerator.all(List.of(
                        new Ask(1, users),
                        new Ask(2, users).recoverWith(NumberFormatException.class, failure -> none)))))
                .containsExactly(new User(1), new User(0));
        assertThat(trace.roundTrips()).isEqualTo(1);
    }

    @Test
    void aLoaderPicksEachValueByItself() {
        BatchLoader<Long, User> users = shown(
                // tag::ofEach[]
                // a row that does not parse fails its own key only
                BatchLoader.ofEach("users", ids -> rowsOf(ids), (rows, id) -> User.parse(rows.get(id)))
                // end::ofEach[]
                );

        assertThat(run(users.get(1L))).isEqualTo(new User(1));
        assertThatThrownBy(() -> run(users.get(2L))).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void aMissingKey() {
        // tag::loader[]
        BatchLoader<Long, User> users = BatchLoader.of("users", ids -> repository.findByIds(ids));
        // end::loader[]

        BatchGenerator<User> missing = shown(
                // tag::loader[]
                users.get(42L) // null if there is none
                // end::loader[]
                );
        assertThat(run(missing)).isNull();

        BatchGenerator<User> required = shown(
                // tag::loader[]
                users.require(42L) // fails with a MissingKeyException if there is none
                // end::loader[]
                );
        assertThatThrownBy(() -> run(required)).isInstanceOf(MissingKeyException.class);
    }

    // tag::cached[]
    static final CachedGenerator<Long, User> USER =
            CachedGenerator.of("user", id -> redis.get("user:" + id).map(User::parse));
    // end::cached[]

    @Test
    void aCachedGeneratorParsesOnce() {
        Pair pair = run(
                // tag::cached[]
                BatchGenerator.zip(USER.get(1L), USER.get(1L), Pair::new) // parses once
                // end::cached[]
                );

        assertThat(pair.first()).isEqualTo(new User(1)).isSameAs(pair.second());
    }

    @Test
    void aTraceIsCountedAndPrinted() {
        BatchExecutor executor = BatchExecutor.create();
        // tag::trace[]
        BatchTrace trace = new BatchTrace();
        executor.execute(genSpouses(12345), trace);
        assert trace.roundTrips() == 2;
        System.out.println(trace);
        // end::trace[]

        assertThat(trace.roundTrips()).isEqualTo(2);
        assertThat(trace.toString().lines().map(line -> line.replaceAll("[0-9.]+ ms", "? ms")))
                .containsExactly(
                        "2 round trips, 3 operations",
                        "step 1 | redis | 2 operations | at ? ms | ? ms | [user:12345, spouseId:12345]",
                        "step 2 | redis | 1 operation | at ? ms | ? ms | [user:67890]");
    }

    /** Takes an example as an argument, which needs no semicolon. */
    private static <T> T shown(T example) {
        return example;
    }

    /** A service written without regard to batches. */
    record Users(BatchExecutor executor) {

        User find(long id) {
            return User.parse(executor.execute(redis.get("user:" + id)));
        }

        User findSpouse(long id) {
            return find(Long.parseLong(executor.execute(redis.get("spouseId:" + id))));
        }
    }

    @Test
    void blockingCode() {
        BatchTrace trace = new BatchTrace();
        BatchExecutor executor = BatchExecutor.builder().listener(trace).build();
        Users users = new Users(executor);
        List<Long> ids = List.of(1L, 2L);

        // tag::zipOfCode[]
        Couple couple = executor.zip(() -> users.find(1L), () -> users.findSpouse(1L), Couple::new);
        // end::zipOfCode[]
        assertThat(couple).isEqualTo(new Couple(new User(1), new User(2)));
        assertThat(trace.roundTrips()).isEqualTo(2);

        // tag::allOfCode[]
        List<User> found = executor.all(ids, users::find);
        // end::allOfCode[]
        assertThat(found).containsExactly(new User(1), new User(2));
        assertThat(trace.roundTrips()).isEqualTo(3);
    }
}
