package io.github.batch4j.spring.redis;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;

/** The commands that a Redis has counted, without those that drivers send on their own account. */
public record CommandStats(Jedis server) {

    private static final Pattern CALLS = Pattern.compile("cmdstat_([^:]+):calls=(\\d+)");
    private static final Set<String> OF_DRIVERS = Set.of(
            "hello",
            "ping",
            "info",
            "select",
            "client|setinfo",
            "client|setname",
            "config|resetstat",
            "cluster|slots",
            "cluster|nodes",
            "cluster|shards",
            "cluster|myid",
            "command",
            "command|docs",
            "auth",
            "quit",
            "client|list",
            "reset");

    public void reset() {
        server.configResetStat();
    }

    /** The commands, in lower case, and how often each was run. */
    public Map<String, Long> sinceReset() {
        Map<String, Long> calls = new TreeMap<>();
        for (MatchResult call :
                CALLS.matcher(server.info("commandstats")).results().toList()) {
            if (!OF_DRIVERS.contains(call.group(1))) {
                calls.put(call.group(1), Long.valueOf(call.group(2)));
            }
        }
        return calls;
    }
}
