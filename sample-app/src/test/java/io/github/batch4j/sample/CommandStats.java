package io.github.batch4j.sample;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What Redis itself has counted: its {@code INFO commandstats}. */
final class CommandStats {

    private static final String PREFIX = "cmdstat_";
    /** What the client needs to connect, and this class to look. */
    private static final Set<String> OWN = Set.of("client", "command", "config", "hello", "info", "ping");

    private final StringRedisTemplate redis;

    CommandStats(StringRedisTemplate redis) {
        this.redis = redis;
    }

    void reset() {
        redis.execute((RedisCallback<Void>) connection -> {
            connection.serverCommands().resetConfigStats();
            return null;
        });
    }

    /** How often each command has been called since the reset. */
    Map<String, Integer> calls() {
        Properties info = redis.execute((RedisCallback<Properties>)
                connection -> connection.serverCommands().info("commandstats"));
        Map<String, Integer> calls = new TreeMap<>();
        for (String name : info.stringPropertyNames()) {
            String command = name.substring(PREFIX.length()).replaceFirst("\\|.*", "");
            if (!OWN.contains(command)) {
                calls.put(command, Integer.valueOf(info.getProperty(name).replaceFirst("calls=(\\d+),.*", "$1")));
            }
        }
        return calls;
    }
}
