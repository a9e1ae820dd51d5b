package io.github.batch4j.sample.infrastructure;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The PostgreSQL client's behaviour while the server is away. Most of it is set by {@code application.yml}; this is
 * not, since H2 refuses settings that it does not know.
 */
@Configuration(proxyBeanMethods = false)
class PostgresClientConfiguration {

    private static final String SECONDS = "2";

    /** Sets a read timeout: by default, a query to a server that has stopped answering waits without limit. */
    @Bean
    static BeanPostProcessor postgresReadTimeout() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool && isPostgres(pool.getJdbcUrl())) {
                    pool.addDataSourceProperty("socketTimeout", SECONDS);
                }
                return bean;
            }
        };
    }

    private static boolean isPostgres(@Nullable String url) {
        return url != null && url.startsWith("jdbc:postgresql:");
    }
}
