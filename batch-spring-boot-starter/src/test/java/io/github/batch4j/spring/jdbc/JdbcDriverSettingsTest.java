package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.BatchTrace;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys sent by drivers whose settings decide on the type of a parameter. */
class JdbcDriverSettingsTest {

    /** A database by other connections. */
    private record Reconfigured(TestDatabase original, HikariDataSource dataSource) implements TestDatabase {

        static Reconfigured by(String setting, TestDatabase original) {
            HikariDataSource dataSource = new HikariDataSource();
            String url = original.dataSource().getJdbcUrl();
            dataSource.setJdbcUrl(url + (url.contains("?") ? "&" : "?") + setting);
            dataSource.setUsername(original.dataSource().getUsername());
            dataSource.setPassword(original.dataSource().getPassword());
            dataSource.setMaximumPoolSize(2);
            return new Reconfigured(original, dataSource);
        }

        @Override
        public long statements(String verb, String containing) {
            return original.statements(verb, containing);
        }

        @Override
        public long texts(String verb, String containing) {
            return original.texts(verb, containing);
        }

        @Override
        public void resetStatistics() {
            original.resetStatistics();
        }

        @Override
        public void close() {
            dataSource.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, stringtype=unspecified",
        "POSTGRESQL, preferQueryMode=simple",
        "POSTGRESQL, prepareThreshold=-1",
        "MARIADB, useServerPrepStmts=true"
    })
    void eachKeyOfAStepHasTheRowsThatItHasAlone(Product product, String setting) {
        try (TestDatabase original = product.start();
                TestDatabase database = Reconfigured.by(setting, original)) {
            for (EqualKeys keys : EqualKeys.values()) {
                EqualKeysOn on = new EqualKeysOn(keys, product, database);
                if (on.isThere()) {
                    on.fill();
                    reads(keys, setting)
                            .forEach(read -> assertThat(on.together(read, new BatchTrace()))
                                    .as("%s %s", keys, read)
                                    .isEqualTo(on.alone(read)));
                }
            }
        }
    }

    /** All ways to read, without a text that lists its keys where others join them. */
    private static List<EqualKeysRead> reads(EqualKeys keys, String setting) {
        boolean lists = keys == EqualKeys.DIGITS && (setting.contains("unspecified") || setting.contains("simple"));
        return List.of(EqualKeysRead.values()).stream()
                .filter(read -> !lists || read != EqualKeysRead.JOINED_TEXT)
                .toList();
    }
}
