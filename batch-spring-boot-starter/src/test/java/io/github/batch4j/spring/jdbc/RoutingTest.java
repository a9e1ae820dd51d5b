package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.ShardingKeyDataSourceAdapter;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.UserCredentialsDataSourceAdapter;

/** Data sources that lead to several databases or users, by thread. */
class RoutingTest {

    @Test
    void adaptersThatGoByTheThreadRoute() {
        assertThat(Routing.isRouting(new DelegatingDataSource(new SimpleDriverDataSource())))
                .isFalse();
        assertThat(Routing.isRouting(new DelegatingDataSource(new UserCredentialsDataSourceAdapter())))
                .isTrue();
        assertThat(Routing.isRouting(
                        new DelegatingDataSource(new ShardingKeyDataSourceAdapter(new SimpleDriverDataSource()))))
                .isTrue();
    }

    @Test
    void proxiesOfTheApplicationMayGoByTheThread() {
        DelegatingDataSource own = new DelegatingDataSource(new SimpleDriverDataSource()) {};

        assertThat(Routing.mayGoByThread(new DelegatingDataSource(own))).isTrue();
        assertThat(Routing.mayGoByThread(new DelegatingDataSource(new SimpleDriverDataSource())))
                .isFalse();
        assertThat(Routing.isRouting(own)).as("which caches go by").isFalse();
    }
}
