package io.github.batch4j.spring.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * The hints by which a native image finds the optional libraries that are on the class path. There a class is found by
 * its name only if it is registered; otherwise the starter would take each library to be absent.
 */
final class BatchRuntimeHints implements RuntimeHintsRegistrar {

    private static final List<String> LOOKED_UP = List.of(
            "com.zaxxer.hikari.HikariDataSource",
            "io.lettuce.core.RedisClient",
            "io.micrometer.context.ContextSnapshotFactory",
            "jakarta.persistence.EntityManager",
            "org.hibernate.proxy.HibernateProxy",
            "org.springframework.data.redis.core.StringRedisTemplate",
            "org.springframework.data.repository.Repository",
            "org.springframework.jdbc.core.JdbcTemplate",
            "org.springframework.orm.jpa.EntityManagerHolder",
            "org.springframework.security.core.context.ReactiveSecurityContextHolder",
            "org.springframework.web.context.request.RequestContextHolder",
            "reactor.core.scheduler.Schedulers",
            "tools.jackson.databind.ObjectMapper");

    /** For Spring. */
    BatchRuntimeHints() {}

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        LOOKED_UP.forEach(type -> hints.reflection().registerTypeIfPresent(classLoader, type));
    }
}
