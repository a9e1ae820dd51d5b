package io.github.batch4j.sample.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How the client behaves while PostgreSQL is away. What can be said by a property is in {@code application.yml}; this
 * cannot, since H2 refuses settings that it does not know.
 */
@Configuration(proxyBeanMethods = false)
class PostgresClientConfiguration {

    private static final String SECONDS = "2";

    /** Left alone, whoever has asked a server that says nothing any more would wait for it for ever. */
    @Bean
    static BeanPostProcessor giveUpOnSilence() {
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
