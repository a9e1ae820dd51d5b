package com.example.couples.shared;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The commands that Redis has counted: its {@code INFO commandstats}. */
public final class CommandStats {

    private static final String PREFIX = "cmdstat_";
    /** The commands of the client's connection setup, and of this class. */
    private static final Set<String> OWN = Set.of("client", "command", "config", "hello", "info", "ping");

    private final StringRedisTemplate redis;

    public CommandStats(StringRedisTemplate redis) {
        this.redis = redis;
    }

    public void reset() {
        redis.execute((RedisCallback<Void>) connection -> {
            connection.serverCommands().resetConfigStats();
            return null;
        });
    }

    /** Counts the calls of each command since the reset. */
    public Map<String, Integer> calls() {
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
