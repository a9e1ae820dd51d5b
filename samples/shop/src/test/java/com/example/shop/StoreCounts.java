package com.example.shop;

import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The round trips of an application by its stores' own statistics: Hibernate's, and Redis's {@code commandstats}. */
public final class StoreCounts {

    /** The commands of the client's connection setup, and of this class. */
    private static final Set<String> OWN = Set.of("client", "command", "config", "hello", "info", "ping");

    private final Statistics hibernate;
    private final StringRedisTemplate redis;

    public StoreCounts(ApplicationContext application) {
        hibernate = application
                .getBean(EntityManagerFactory.class)
                .unwrap(SessionFactory.class)
                .getStatistics();
        hibernate.setStatisticsEnabled(true);
        redis = application.getBean(StringRedisTemplate.class);
        hibernate.clear();
        redis.execute((RedisCallback<Void>) connection -> {
            connection.serverCommands().resetConfigStats();
            return null;
        });
    }

    /** Counts the statements since this object was made. */
    public long statements() {
        return hibernate.getPrepareStatementCount();
    }

    /** Counts the commands since this object was made, by their names. */
    public Map<String, Integer> commands() {
        Properties info = redis.execute((RedisCallback<Properties>)
                connection -> connection.serverCommands().info("commandstats"));
        Map<String, Integer> calls = new TreeMap<>();
        for (String name : info.stringPropertyNames()) {
            String command = name.substring("cmdstat_".length()).replaceFirst("\\|.*", "");
            if (!OWN.contains(command)) {
                calls.put(command, Integer.valueOf(info.getProperty(name).replaceFirst("calls=(\\d+),.*", "$1")));
            }
        }
        return calls;
    }
}
