package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchableOperation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** The snippets of Javadoc. */
class JdbcJavadocTest {

    @RegisterExtension
    static final DatabaseExtension H2 = new DatabaseExtension(H2Database::new);

    private static JdbcTemplate template;
    private static JdbcBatch jdbc;

    private final BatchExecutor executor = BatchExecutor.create();

    @BeforeEach
    void fill() {
        template = H2.database().jdbc();
        jdbc = JdbcBatch.of(template);
        template.execute("drop table if exists users");
        template.execute("create table users (id bigint primary key, name varchar(20))");
        template.update("insert into users values (1, 'Ann'), (2, 'Bob')");
    }

    record User(long id, String name) {}

    @Test
    void javadocOfBatch() {
        record Order(long id) {}
        template.execute("create table if not exists orders (id bigint, customer_id bigint, total int)");
        // tag::javadocBatch[]
        JdbcLoader<Long, User> users =
                jdbc.table("users").keyedBy(Long.class, "id").one(User.class);

        JdbcLoader<Long, List<Order>> orders = jdbc.sql(
                        "select * from orders where customer_id in (:keys) and total > 100")
                .keyedBy(Long.class, "customer_id")
                .many(Order.class);
        // end::javadocBatch[]
        assertThat(executor.execute(users.get(1L))).isEqualTo(new User(1, "Ann"));
        assertThat(executor.execute(orders.get(1L))).isEmpty();
    }

    @Test
    void javadocOfOrder() {
        record Purchase(long id, int total) {}
        template.execute("create table if not exists purchases (id bigint, user_id bigint, total int)");
        template.update("insert into purchases values (1, 1, 10), (2, 1, 30), (3, 1, 30)");
        // tag::javadocOrder[]
        JdbcLoader<Long, List<Purchase>> purchases = jdbc.table("purchases")
                .orderBy("total desc", "id")
                .keyedBy(Long.class, "user_id")
                .many(Purchase.class);
        // end::javadocOrder[]
        assertThat(executor.execute(purchases.get(1L))).extracting(Purchase::id).containsExactly(2L, 3L, 1L);
    }

    @Test
    void javadocOfLoader() {
        // tag::javadocLoader[]
        JdbcLoader<Long, User> users =
                jdbc.table("users").keyedBy(Long.class, "id").one(User.class);

        users.get(42L); // null if there is none
        users.require(42L); // fails with a MissingKeyException if there is none
        // end::javadocLoader[]
        assertThat(executor.execute(users.get(42L))).isNull();
    }

    @Test
    void javadocOfQuery() {
        // tag::javadocQuery[]
        JdbcQuery newest =
                jdbc.sql("select id from users order by id desc limit :most").named("newest");
        BatchableOperation<List<Long>> tenNewest = newest.param("most", 10).list(Long.class);

        JdbcLoader<Long, User> users = jdbc.sql("select id, name from users where id in (:keys)")
                .keyedBy(Long.class, "id")
                .one(User.class);
        // end::javadocQuery[]
        assertThat(executor.execute(tenNewest)).containsExactly(2L, 1L);
        assertThat(executor.execute(users.get(1L))).isEqualTo(new User(1, "Ann"));
    }

    @Test
    void javadocOfUpdate() {
        // tag::javadocUpdate[]
        JdbcUpdate rename = jdbc.update("update users set name = :name where id = :id");

        rename.param("id", 42L).param("name", "Ann").update(); // results in the number of changed rows
        rename.paramSource(new User(42L, "Ann")).update(); // the same by the properties of an object
        // end::javadocUpdate[]
        assertThat(executor.execute(rename.paramSource(new User(42L, "Ann")).update()))
                .isZero();
    }

    @Test
    void javadocOfInsert() {
        template.execute("drop table users");
        template.execute("create table users (id bigint generated always as identity, name varchar(20))");
        // tag::javadocInsert[]
        JdbcInsert<Long> newUser = jdbc.insert("insert into users (name) values (:name)", Long.class, "id");

        newUser.param("name", "Ann").insert(); // results in the id of Ann
        // end::javadocInsert[]
        assertThat(executor.execute(newUser.params(Map.of("name", "Ann")).insert()))
                .isEqualTo(1);
    }
}
