package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

/** The beans of test slices with a database; a test of the sample application shows one in use. */
class JdbcSlicesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.boot.data.jdbc.test.autoconfigure.AutoConfigureDataJdbc",
                "org.springframework.boot.data.jpa.test.autoconfigure.AutoConfigureDataJpa",
                "org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureJdbc"
            })
    void everyTestOfADatabaseHasBatchedAccessToIt(String slice) throws IOException {
        assertThat(new ClassPathResource(
                                "META-INF/spring/" + slice + ".imports",
                                getClass().getClassLoader())
                        .getContentAsString(StandardCharsets.UTF_8)
                        .lines())
                .containsExactly(
                        BatchExecutorAutoConfiguration.class.getName(),
                        BatchExecutorContextAutoConfiguration.class.getName(),
                        BatchExecutorContextPropagationAutoConfiguration.class.getName(),
                        BatchExecutorJdbcAutoConfiguration.class.getName(),
                        BatchExecutorTransactionAutoConfiguration.class.getName(),
                        BatchExecutorUnitOfWorkAutoConfiguration.class.getName());
    }
}
