package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.data.RepositoryLoader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.repository.CrudRepository;
import org.springframework.jdbc.core.JdbcTemplate;

/** The snippets of docs/jdbc.md. */
class JdbcDocTest {

    @RegisterExtension
    static final DatabaseExtension H2 = new DatabaseExtension(H2Database::new);

    private static JdbcTemplate template;
    private static JdbcBatch jdbc;

    private final BatchExecutor executor = BatchExecutor.create();
    private final BatchTrace trace = new BatchTrace();

    @BeforeEach
    void fill() {
        template = H2.database().jdbc();
        jdbc = JdbcBatch.of(template);
        template.execute("drop table if exists users");
        template.execute("drop table if exists purchases");
        template.execute("create table users (id bigint primary key, name varchar(20))");
        template.execute("create table purchases (id bigint generated always as identity primary key,"
                + " user_id bigint, total int)");
        template.update("insert into users values (1, 'Ann'), (2, 'Bob')");
        template.update("insert into purchases (user_id, total) values (1, 50), (1, 150), (1, 250), (2, 99)");
    }

    record User(long id, String name) {}

    record Purchase(long id, int total) {}

    record Page(User user, List<Purchase> purchases) {}

    static class Pages {

        // tag::loaders[]
        JdbcLoader<Long, User> users =
                jdbc.table("users").keyedBy(Long.class, "id").one(User.class);

        JdbcLoader<Long, List<Purchase>> purchases = jdbc.table("purchases")
                .columns("id", "total")
                .keyedBy(Long.class, "user_id")
                .many(Purchase.class);
        // end::loaders[]

        // tag::ask[]
        BatchGenerator<Page> genPage(long id) {
            return BatchGenerator.zip(users.require(id), purchases.get(id), Page::new);
        }
        // end::ask[]
    }

    @Test
    void pagesAreTwoStatements() {
        Pages pages = new Pages();

        List<Page> found = executor.execute(BatchGenerator.all(List.of(1L, 2L), pages::genPage), trace);

        assertThat(found)
                .containsExactly(
                        new Page(
                                new User(1, "Ann"),
                                List.of(new Purchase(1, 50), new Purchase(2, 150), new Purchase(3, 250))),
                        new Page(new User(2, "Bob"), List.of(new Purchase(4, 99))));
        assertThat(trace.roundTrips()).isEqualTo(2);
    }

    static class Newest extends Pages {

        // tag::newest[]
        JdbcQuery newest =
                jdbc.sql("select id from users order by id desc limit :most").named("newest users");

        BatchGenerator<List<Page>> genNewest(int most) {
            return newest.param("most", most)
                    .list(Long.class)
                    .flatMap(ids -> BatchGenerator.all(ids, this::genPage)); // 1 query, then 2
        }
        // end::newest[]
    }

    @Test
    void pageBeginsWithAListThatTheTraceShows() {
        List<Page> found = executor.execute(new Newest().genNewest(2), trace);

        assertThat(found).extracting(page -> page.user().name()).containsExactly("Bob", "Ann");
        assertThat(trace.entries())
                .extracting(entry ->
                        entry.batch().step() + " " + entry.batch().batcher().name())
                .containsExactly("1 newest users", "2 users", "2 purchases");
    }

    static class Shop {

        private final BatchExecutor batchExecutor = BatchExecutor.create();

        // tag::readme[]
        JdbcLoader<Long, User> users =
                jdbc.table("users").keyedBy(Long.class, "id").one(User.class);

        JdbcLoader<Long, List<Purchase>> purchases = jdbc.sql(
                        "select user_id, id, total from purchases where user_id in (:keys) order by id")
                .keyedBy(Long.class, "user_id")
                .many(Purchase.class);

        List<Page> pages(List<Long> ids) {
            return batchExecutor.execute(BatchGenerator.all(
                    ids, id -> BatchGenerator.zip(users.require(id), purchases.get(id), Page::new))); // 2 queries
        }
        // end::readme[]
    }

    @Test
    void pagesOfAShopAreTwoStatements() {
        H2.database().resetStatistics();

        assertThat(new Shop().pages(List.of(1L, 2L)))
                .extracting(page -> page.purchases().size())
                .containsExactly(3, 1);

        assertThat(H2.database().statements("select", "users")).isEqualTo(1);
        assertThat(H2.database().statements("select", "purchases")).isEqualTo(1);
    }

    static class LargePurchases {

        // tag::sql[]
        JdbcLoader<Long, List<Purchase>> large =
                jdbc.sql("""
                        select user_id, id, total from purchases
                        where user_id in (:keys) and total > :least
                        order by total desc""").keyedBy(Long.class, "user_id").many(Purchase.class);

        BatchGenerator<List<Purchase>> genLarge(long id) {
            return large.param("least", 100).get(id);
        }
        // end::sql[]
    }

    @Test
    void textsOfOnesOwn() {
        assertThat(executor.execute(BatchGenerator.all(List.of(1L, 2L), new LargePurchases()::genLarge), trace))
                .containsExactly(List.of(new Purchase(3, 250), new Purchase(2, 150)), List.of());
        assertThat(trace.roundTrips()).isEqualTo(1);
    }

    static class BestPurchases {

        // tag::firstOfEach[]
        JdbcLoader<Long, List<Purchase>> best =
                jdbc.sql("""
                        select user_id, id, total from (
                          select p.*, row_number() over (partition by user_id order by total desc) as n
                          from purchases p where user_id in (:keys)) numbered
                        where n <= :most order by n""").keyedBy(Long.class, "user_id").many(Purchase.class);

        BatchGenerator<List<Purchase>> genBestTwo(long id) {
            return best.param("most", 2).get(id);
        }
        // end::firstOfEach[]
    }

    @Test
    void firstOfEach() {
        assertThat(executor.execute(BatchGenerator.all(List.of(1L, 2L), new BestPurchases()::genBestTwo), trace))
                .containsExactly(List.of(new Purchase(3, 250), new Purchase(2, 150)), List.of(new Purchase(4, 99)));
        assertThat(trace.roundTrips()).isEqualTo(1);
    }

    static class LatestPurchases {

        // tag::latest[]
        JdbcLoader<Long, List<Purchase>> latest = jdbc.table("purchases")
                .orderBy("id desc")
                .limit(2)
                .keyedBy(Long.class, "user_id")
                .many(Purchase.class);

        BatchGenerator<List<Purchase>> genLatestTwo(long id) {
            return latest.get(id);
        }
        // end::latest[]
    }

    @Test
    void latestOfEach() {
        assertThat(executor.execute(BatchGenerator.all(List.of(1L, 2L), new LatestPurchases()::genLatestTwo), trace))
                .containsExactly(List.of(new Purchase(3, 250), new Purchase(2, 150)), List.of(new Purchase(4, 99)));
        assertThat(trace.roundTrips()).isEqualTo(1);
    }

    record Price(long cents) {}

    static class Prices {

        // tag::composite[]
        record PriceKey(String shop, long article) {}

        JdbcLoader<PriceKey, Price> prices = jdbc.table("prices")
                .where("currency")
                .keyedBy(PriceKey.class, "shop", "article_id") // in the order of the record's components
                .one(Price.class);

        BatchGenerator<Price> genPrice(String shop, long article) {
            return prices.param("currency", "EUR").get(new PriceKey(shop, article));
        }
        // end::composite[]
    }

    @Test
    void keysOfSeveralColumns() {
        template.execute("drop table if exists prices");
        template.execute("create table prices (shop varchar(9), article_id bigint, currency char(3), cents bigint)");
        template.update("insert into prices values ('a', 1, 'EUR', 100), ('a', 1, 'USD', 110), ('b', 1, 'EUR', 90)");
        Prices prices = new Prices();

        assertThat(executor.execute(
                        BatchGenerator.all(List.of("a", "b", "c"), shop -> prices.genPrice(shop, 1)), trace))
                .containsExactly(new Price(100), new Price(90), null);
        assertThat(trace.roundTrips()).isEqualTo(1);
    }

    static class Writes {

        // tag::writes[]
        JdbcUpdate rename = jdbc.update("update users set name = :name where id = :id");
        JdbcInsert<Long> insert =
                jdbc.insert("insert into purchases (user_id, total) values (:user, :total)", Long.class, "id");

        BatchGenerator<Long> genPurchase(long user, int total) {
            return insert.param("user", user).param("total", total).insert(); // the generated id
        }

        BatchGenerator<Integer> genRename(User user) {
            return rename.paramSource(user).update(); // the number of changed rows
        }
        // end::writes[]
    }

    @Test
    void writes() {
        Writes writes = new Writes();

        assertThat(executor.execute(writes.genPurchase(2, 5))).isEqualTo(5);
        assertThat(executor.execute(writes.genRename(new User(1, "Anna")))).isEqualTo(1);
    }

    @Test
    void loaderThatKeepsNothing() {
        // tag::withoutCache[]
        JdbcLoader<Long, User> fresh =
                jdbc.table("users").keyedBy(Long.class, "id").withoutCache().one(User.class);
        // end::withoutCache[]
        assertThat(fresh.get(1L).reads()).isNull();
        assertThat(new Pages().users.get(1L).reads()).isNotNull();
    }

    @Test
    void repositories() {
        CrudRepository<User, Long> repository = new TableRepository<>(
                template, "select id, name from users", (row, number) -> new User(row.getLong(1), row.getString(2)));
        // tag::repository[]
        BatchLoader<Long, User> users = RepositoryLoader.of("users", repository, User::id);
        // end::repository[]
        assertThat(executor.execute(users.get(2L))).isEqualTo(new User(2, "Bob"));
    }

    @Test
    void options() {
        // tag::builder[]
        JdbcBatch jdbc = JdbcBatch.builder(template)
                .maxBatchSize(500)
                .queryTimeout(Duration.ofSeconds(2))
                .retry(RetryPolicy.builder()
                        .includes(DataAccessResourceFailureException.class)
                        .maxRetries(2)
                        .delay(Duration.ofMillis(50))
                        .build())
                .cache(false)
                .build();
        // end::builder[]
        JdbcLoader<Long, Boolean> users =
                jdbc.table("users").keyedBy(Long.class, "id").exists();
        assertThat(users.get(1L).batcher().maxBatchSize()).isEqualTo(500);
        assertThat(users.get(1L).reads()).isNull();
    }
}
