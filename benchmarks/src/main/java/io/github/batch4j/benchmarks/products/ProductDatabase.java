package io.github.batch4j.benchmarks.products;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** A running database with a table of people, whose ids begin with 0. */
final class ProductDatabase implements AutoCloseable {

    private static final int ROWS_OF_AN_INSERT = 100;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final JdbcTemplate template;

    private ProductDatabase(Product product, int people) throws IOException {
        try {
            HikariDataSource pool = new HikariDataSource();
            start(product, pool);
            pool.setMaximumPoolSize(1); // databases in memory end with their connection
            pool.setMaxLifetime(0);
            open.add(pool);
            this.template = new JdbcTemplate(pool);
            template.execute("create table people (id bigint primary key, name varchar(40) not null)");
            template.execute((ConnectionCallback<@Nullable Void>) connection -> fill(connection, people));
            if (!product.analyze.isEmpty()) {
                template.execute(product.analyze);
            }
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** Starts a product with as many people, a multiple of 100. */
    static ProductDatabase start(Product product, int people) throws IOException {
        return new ProductDatabase(product, people);
    }

    JdbcTemplate template() {
        return template;
    }

    private void start(Product product, HikariDataSource pool) throws IOException {
        switch (product) {
            case POSTGRESQL, POSTGRESQL_UNPREPARED -> {
                EmbeddedPostgres server = EmbeddedPostgres.start();
                open.add(server);
                String prepare = product == Product.POSTGRESQL_UNPREPARED ? "?prepareThreshold=0" : "";
                pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres" + prepare);
                pool.setUsername("postgres");
            }
            case MARIADB -> {
                MariaDbServer server = new MariaDbServer();
                open.add(server);
                pool.setJdbcUrl(server.url());
                pool.setUsername("root");
            }
            default -> pool.setJdbcUrl(product.url.formatted(UUID.randomUUID()));
        }
    }

    private static @Nullable Void fill(Connection connection, int people) throws SQLException {
        String rows = String.join(", ", Collections.nCopies(ROWS_OF_AN_INSERT, "(?, ?)"));
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("insert into people values " + rows)) {
            for (int id = 0; id < people; ) {
                for (int row = 0; row < ROWS_OF_AN_INSERT; row++, id++) {
                    insert.setLong(2 * row + 1, id);
                    insert.setString(2 * row + 2, "person " + id);
                }
                insert.executeUpdate();
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        return null;
    }

    @Override
    public void close() {
        Collections.reverse(open);
        for (AutoCloseable opened : open) {
            try {
                opened.close();
            } catch (Exception failure) {
                System.err.println("could not be closed: " + failure);
            }
        }
        open.clear();
    }
}
