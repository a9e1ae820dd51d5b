package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.contract.ReadContract;
import io.github.batch4j.spring.contract.ReadStore;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.testcontainers.junit.jupiter.EnabledIfDockerAvailable;

/** What all reads have in common, on a database that has no arrays. Skipped where there is no Docker. */
@EnabledIfDockerAvailable
@ParameterizedClass
@EnumSource(Reads.class)
class ContainerJdbcReadsTest extends ReadContract {

    @RegisterExtension
    static final DatabaseExtension MYSQL = new DatabaseExtension(MySqlDatabase::new);

    @Parameter
    private Reads reads;

    private ReadStore store;

    @Override
    protected ReadStore store() {
        if (store == null) {
            store = new Things(MYSQL.database(), reads);
        }
        return store;
    }
}
