package io.github.batch4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples of the Javadoc, run; the last test checks that there is no line of them that is not here. */
class JavadocExamplesTest {

    record User(long id) {

        static User parse(String text) {
            return new User(Long.parseLong(text));
        }
    }

    record Pair(User first, User second) {}

    record Couple(User user, User spouse) {}

    // BatchableOperation
    record GetUser(long id) implements BatchableOperation<User> {
        static final Batcher<GetUser, User> BATCHER = Batcher.blocking("users", UserStore::load);

        public Batcher<GetUser, User> batcher() {
            return BATCHER;
        }
    }

    private static final class UserStore {

        static List<User> load(List<GetUser> operations) {
            return operations.stream().map(one -> new User(one.id)).toList();
        }
    }

    private final Map<String, String> strings =
            new HashMap<>(Map.of("user:1", "1", "user:2", "2", "spouseId:1", "2", "spouseId:2", "1"));
    private final Store redis = new Store();
    private final Repository repository = ids -> {
        Map<Long, User> found = new LinkedHashMap<>();
        ids.stream().filter(id -> id < 40).forEach(id -> found.put(id, new User(id)));
        return found;
    };
    private final BatchLoader<Long, User> users = BatchLoader.of("users", ids -> repository.findByIds(ids));
    private final BatchTrace trace = new BatchTrace();

    private final class Store {

        private final BatchLoader<String, String> loader = BatchLoader.of("redis", keys -> strings);

        BatchGenerator<String> get(String key) {
            return loader.get(key);
        }
    }

    private interface Repository {

        Map<Long, User> findByIds(List<Long> ids);
    }

    private BatchGenerator<User> user(String id) {
        return redis.get("user:" + id).map(User::parse);
    }

    private BatchGenerator<Couple> genSpouses(long id) {
        return BatchGenerator.zip(
                user(String.valueOf(id)), redis.get("spouseId:" + id).then(this::user), Couple::new);
    }

    private <T> T run(BatchGenerator<T> generator) {
        return BatchExecutor.create().execute(generator, trace);
    }

    @Test
    void twoStyles() {
        BatchGenerator<User> pipeline = redis.get("spouseId:1").then(id -> user(id));
        BatchGenerator<User> plain = BatchGenerator.of(batch -> {
            String id = batch.yield(redis.get("spouseId:1"));
            return batch.yield(user(id));
        });

        assertThat(run(pipeline)).isEqualTo(new User(2));
        assertThat(run(plain)).isEqualTo(new User(2));
    }

    @Test
    void oneAfterTheOtherIsTwoRoundTripsAndSideBySideIsOne() {
        BatchGenerator<Pair> wrong = users.get(1L).then(a -> users.get(2L).map(b -> new Pair(a, b)));
        run(wrong);
        assertThat(trace.roundTrips()).isEqualTo(2);

        trace.clear();
        BatchGenerator<Pair> right = BatchGenerator.zip(users.get(1L), users.get(2L), Pair::new);
        assertThat(run(right)).isEqualTo(new Pair(new User(1), new User(2)));
        assertThat(trace.roundTrips()).isEqualTo(1);
    }

    @Test
    void aNestKeepsItsShape() {
        BatchGenerator<?> nest = BatchGenerator.structured(Map.of("users", List.of(users.get(1L), users.get(2L))));

        assertThat((Object) run(nest)).hasToString("{users=[User[id=1], User[id=2]]}");
        assertThat(trace.roundTrips()).isEqualTo(1);
    }

    @Test
    void anOperationOfOnesOwn() {
        assertThat(run(new GetUser(7))).isEqualTo(new User(7));
        assertThat(trace.batches()).hasToString("[[GetUser[id=7]]]");
    }

    private record Ask(long id, Batcher<Ask, User> batcher) implements BatchableOperation<User> {}

    private Map<Long, User> load(List<Ask> operations) {
        return repository.findByIds(operations.stream().map(Ask::id).toList());
    }

    @Test
    void aBatcherAnswersEachOperation() {
        Batcher<Ask, User> wrong = Batcher.blocking(
                "users", operations -> new ArrayList<>(load(operations).values()));
        assertThatThrownBy(() -> run(new Ask(99, wrong))).isInstanceOf(BatcherException.class);

        Batcher<Ask, User> right = Batcher.blocking("users", operations -> {
            Map<Long, User> found = load(operations);
            return BatchResults.of(operations, operation -> found.get(operation.id()));
        });
        assertThat(run(new Ask(99, right))).isNull();
        assertThat(run(new Ask(1, right))).isEqualTo(new User(1));
    }

    private record Row(long id, Map<Long, String> rows) implements BatchableOperation<User> {

        private static final Batcher<Row, User> ROWS = Batcher.blocking("rows", operations -> {
            Map<Long, String> rows = operations.get(0).rows();
            return BatchResults.of(operations, operation -> User.parse(rows.get(operation.id())));
        });

        @Override
        public Batcher<Row, User> batcher() {
            return ROWS;
        }
    }

    @Test
    void aRowThatDoesNotParseFailsItsOwnKey() {
        Map<Long, String> rows = Map.of(1L, "1", 2L, "two");
        BatchGenerator<User> none = BatchGenerator.value(new User(0));

        List<User> found = run(BatchGenerator.all(
                List.of(new Row(1, rows), new Row(2, rows).recover(NumberFormatException.class, failure -> none))));

        assertThat(found).containsExactly(new User(1), new User(0));
        assertThat(trace.roundTrips()).isEqualTo(1);
    }

    private BatchGenerator<User> spouse(long id) {
        return id == 99 ? BatchGenerator.failure(new MissingKeyException("spouses", id)) : user(String.valueOf(id));
    }

    @Test
    void aLayeredBatcherGathersItsAnswers() {
        BatchGenerator<User> none = BatchGenerator.value(new User(0));
        Batcher<Ask, User> wrong = Batcher.layered(
                "spouses", operations -> BatchGenerator.all(operations, operation -> spouse(operation.id())));
        assertThat(run(BatchGenerator.all(List.of(1L, 99L), id -> new Ask(id, wrong).recover(missing -> none))))
                .containsExactly(new User(0), new User(0));

        Batcher<Ask, User> right = Batcher.layered(
                "spouses", operations -> BatchResults.gather(operations, operation -> spouse(operation.id())));
        assertThat(run(BatchGenerator.all(List.of(1L, 99L), id -> new Ask(id, right).recover(missing -> none))))
                .containsExactly(new User(1), new User(0));
    }

    private static Map<Long, String> rowsOf(List<Long> ids) {
        return Map.of(1L, "1", 2L, "two");
    }

    @Test
    void aLoaderPicksEachValueByItself() {
        BatchLoader<Long, User> users =
                BatchLoader.ofEach("users", ids -> rowsOf(ids), (rows, id) -> User.parse(rows.get(id)));

        assertThat(run(users.get(1L))).isEqualTo(new User(1));
        assertThatThrownBy(() -> run(users.get(2L))).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void aMissingKey() {
        BatchGenerator<User> missing = users.get(42L);
        assertThat(run(missing)).isNull();

        BatchGenerator<User> required = users.require(42L);
        assertThatThrownBy(() -> run(required)).isInstanceOf(MissingKeyException.class);
    }

    @Test
    void aCachedGeneratorParsesOnce() {
        List<String> parsed = new ArrayList<>();
        CachedGenerator<Long, User> cached = CachedGenerator.of(
                "user",
                id -> redis.get("user:" + id).map(text -> {
                    parsed.add(text);
                    return User.parse(text);
                }));

        Pair pair = run(BatchGenerator.zip(cached.get(1L), cached.get(1L), Pair::new));

        assertThat(pair.first()).isSameAs(pair.second());
        assertThat(parsed).hasSize(1);
    }

    @Test
    void aTraceIsCountedAndPrinted() {
        BatchExecutor executor = BatchExecutor.create();
        Couple couple = executor.execute(genSpouses(1), trace);

        assertThat(couple).isEqualTo(new Couple(new User(1), new User(2)));
        assertThat(trace.roundTrips()).isEqualTo(2);
        assertThat(trace.toString().lines().map(line -> line.replaceAll("[0-9.]+ ms", "? ms")))
                .containsExactly(
                        "2 round trips, 3 operations",
                        "step 1 | redis | 2 operations | at ? ms | ? ms | [redis[user:1], redis[spouseId:1]]",
                        "step 2 | redis | 1 operation | at ? ms | ? ms | [redis[user:2]]");
    }

    private static final Path MAIN = Path.of("src/main/java/io/github/batch4j");
    private static final Path HERE = Path.of("src/test/java/io/github/batch4j/JavadocExamplesTest.java");
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\R(.*?)\\R \\* *\\}</pre>", Pattern.DOTALL);

    /** Lines that only stand for something else, or are tested in a form that asserts what they print. */
    private static final List<String> SHOWN_ONLY = List.of(
            "Batcher.blocking(\"users\", operations -> jdbc.query(sql, ids(operations)))",
            "return BatchResults.of(operations, operation -> User.parse(rows.get(operation.id())));",
            "static final CachedGenerator<Long, User> USER =",
            "CachedGenerator.of(\"user\", id -> redis.get(\"user:\" + id).map(User::parse));",
            "BatchGenerator.zip(USER.get(1L), USER.get(1L), Pair::new) // parses once",
            "Couple couple = executor.execute(genSpouses(12345));",
            "Couple couple = executor.execute(genSpouses(12345), trace);",
            "BatchTrace trace = new BatchTrace();",
            "BatchExecutor executor = BatchExecutor.create();",
            "executor.execute(genSpouses(12345), trace);",
            "assert trace.roundTrips() == 2;",
            "System.out.println(trace);");

    @Test
    void thereIsNoOtherExample() throws IOException {
        String tested = normalized(Files.readString(HERE));
        TreeSet<String> untested = new TreeSet<>();
        try (Stream<Path> files = Files.list(MAIN)) {
            for (Path file : files.sorted().toList()) {
                Matcher example = EXAMPLE.matcher(Files.readString(file).replaceAll("(?m)^ {4,}\\*", " *"));
                while (example.find()) {
                    example.group(1)
                            .lines()
                            .map(line -> line.replaceFirst("^ \\* ?", "")
                                    .replaceFirst("//.*", "")
                                    .strip())
                            .filter(line -> !line.isEmpty() && !SHOWN_ONLY.contains(line))
                            .filter(line -> !tested.contains(normalized(line)))
                            .forEach(line -> untested.add(file.getFileName() + ": " + line));
                }
            }
        }
        assertThat(untested).isEmpty();
    }

    private static String normalized(String code) {
        return code.replaceAll("\\s+", "");
    }
}
