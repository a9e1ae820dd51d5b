package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.redis.KnownCommand.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.serializer.RedisSerializer;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** The table of commands, compared with a running Redis. */
class CommandTableTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    /** Commands that change keys, though Redis does not mark them as writes. */
    private static final Set<String> WRITES_BY_WHAT_THEY_RUN =
            Set.of("EVAL", "EVALSHA", "FCALL", "DEBUG", "REPLICAOF", "SLAVEOF");

    /** Commands of later versions, by their documentation. */
    private static final Set<String> LATER = Set.of(
            "HEXPIRE",
            "HPEXPIRE",
            "HEXPIREAT",
            "HPEXPIREAT",
            "HPERSIST",
            "HGETEX",
            "HSETEX",
            "HGETDEL",
            "HTTL",
            "HPTTL",
            "HEXPIRETIME",
            "HPEXPIRETIME",
            "VADD",
            "VREM",
            "VSETATTR",
            "VCARD",
            "VDIM",
            "VEMB",
            "VGETATTR",
            "VINFO",
            "VISMEMBER",
            "VLINKS",
            "VRANGE",
            "VRANDMEMBER",
            "VSIM",
            "XDELEX",
            "XACKDEL",
            "DELEX",
            "DIGEST",
            "MSETEX",
            "WAITAOF",
            "CLIENT|SETINFO",
            "CLIENT|NO-TOUCH",
            "CLUSTER|MIGRATION",
            "CLUSTER|MYSHARDID",
            "CLUSTER|SLOT-STATS");

    private static final RedisValues<String> VALUES = new RedisValues<>(
            new RedisStore(RedisSerializer.string(), RedisSerializer.string(), true),
            new RedisBatchers(null, null),
            RedisSerializer.string(),
            RedisSerializer.string());

    private record Told(Set<String> flags, boolean hasSubcommands, long arity) {}

    @Test
    void everyCommandOfTheServerIsKnownAndDoesWhatTheServerSays() {
        Map<String, Told> told = told();

        told.forEach((name, command) -> {
            KnownCommand known = find(name);
            if (command.hasSubcommands() && !name.equals("COMMAND")) {
                assertThat(known).as(name).isNull();
                return;
            }
            assertThat(known).as(name).isNotNull();
            if (known.kind() == Kind.CHANGES_CONNECTION) {
                assertThat(known.specs()).as(name).isEmpty();
            } else if (command.flags().contains("write") || WRITES_BY_WHAT_THEY_RUN.contains(name)) {
                assertThat(known.kind()).as(name).isEqualTo(Kind.WRITES);
            } else if (command.flags().contains("readonly")) {
                assertThat(known.kind()).as(name).isEqualTo(Kind.READS);
            } else {
                assertThat(known.kind()).as(name).isIn(Kind.READS, Kind.ACTS);
                assertThat(known.specs()).as(name).isEmpty();
            }
        });
        Set<String> others = new TreeSet<>();
        for (KnownCommand known : CommandTable.all()) {
            if (!told.containsKey(known.name()) && !known.name().startsWith("JSON.")) {
                others.add(known.name());
            }
        }
        assertThat(others).isEqualTo(new TreeSet<>(LATER));
    }

    /** Compares lines with six arguments, or as many as the command has. */
    @Test
    void everyCommandHasTheKeysThatTheServerFinds() {
        List<String> differences = new ArrayList<>();
        try (Jedis server = REDIS.address().connect()) {
            told().forEach((name, command) -> {
                KnownCommand known = find(name);
                if (known == null
                        || known.kind() == Kind.CHANGES_CONNECTION
                        || command.hasSubcommands()
                        || command.flags().contains("movablekeys")
                        || name.equals("SPUBLISH")) { // whose channel is no key, but has a slot
                    return;
                }
                int words = name.contains("|") ? 2 : 1;
                int count = command.arity() < 0
                        ? (int) -command.arity() - words + (command.arity() % 2 == 0 ? 5 : 4)
                        : (int) command.arity() - words;
                List<String> line = new ArrayList<>(Arrays.asList(name.split("\\|")));
                IntStream.range(0, count).forEach(i -> line.add("a" + i));
                List<String> expected = keysByServer(server, line);
                List<String> found = keys(line);
                if (!expected.equals(found)) {
                    differences.add(line + ": server " + expected + ", table " + found);
                }
            });
        }
        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EVAL return 2 a b c",
                "EVAL return 0 c",
                "EVALSHA sha 1 a",
                "EVAL_RO return 3 a b c d",
                "EVALSHA_RO sha 1 a b",
                "FCALL function 2 a b c",
                "FCALL_RO function 1 a b c",
                "BLMPOP 1 2 a b LEFT COUNT 3",
                "BZMPOP 1 1 a MIN",
                "LMPOP 2 a b RIGHT",
                "ZMPOP 1 a MAX COUNT 2",
                "SINTERCARD 2 a b LIMIT 3",
                "ZDIFF 2 a b WITHSCORES",
                "ZINTER 2 a b WEIGHTS 1 2",
                "ZINTERCARD 2 a b LIMIT 3",
                "ZUNION 3 a b c AGGREGATE MAX",
                "ZDIFFSTORE d 2 a b",
                "ZINTERSTORE d 2 a b WEIGHTS 1 2",
                "ZUNIONSTORE d 1 a AGGREGATE MIN",
                "XREAD COUNT 1 BLOCK 2 STREAMS a b 0 1",
                "XREADGROUP GROUP streams streams COUNT 1 NOACK streams a b > >",
                "SORT a BY w_* LIMIT 0 10 GET # ASC ALPHA STORE b",
                "SORT a",
                "SORT_RO a BY w_* GET v_*",
                "GEORADIUS a 1 2 3 km STORE b",
                "GEORADIUS a 1 2 3 km COUNT 4 storedist b",
                "GEORADIUSBYMEMBER a m 3 km STORE b",
                "GEORADIUSBYMEMBER a m 3 km",
                "MIGRATE host 1 a 0 5",
                "MIGRATE host 1 a 0 5 COPY AUTH2 KEYS AUTH REPLACE",
            })
    void movableKeysAreThoseThatTheServerFinds(String command) {
        List<String> line = List.of(command.split(" "));

        try (Jedis server = REDIS.address().connect()) {
            assertThat(keys(line)).containsExactlyInAnyOrderElementsOf(keysByServer(server, line));
        }
    }

    @Test
    void keysThatAreMigratedTogetherAreThoseThatTheServerFinds() {
        List<String> line = List.of("MIGRATE", "host", "1", "", "0", "5", "REPLACE", "AUTH", "KEYS", "KEYS", "a", "b");

        try (Jedis server = REDIS.address().connect()) {
            assertThat(keys(line)).isEqualTo(keysByServer(server, line));
        }
    }

    @Test
    void keysOfLaterCommands() {
        assertThat(keys(List.of("MSETEX", "2", "a", "1", "b", "2", "EX", "3"))).containsExactly("a", "b");
        assertThat(keys(List.of("HEXPIRE", "a", "10", "FIELDS", "1", "f"))).containsExactly("a");
        assertThat(keys(List.of("JSON.MGET", "a", "b", "$.x"))).containsExactly("a", "b");
        assertThat(keys(List.of("JSON.MSET", "a", "$", "1", "b", "$", "2"))).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EVAL return",
                "EVAL return many a",
                "EVAL return -1 a",
                "EVAL return 3 a b",
                "ZUNIONSTORE d 99999 a"
            })
    void numbersOfKeysThatAreNoneLeaveTheKeysOpen(String command) {
        CommandLine line = line(List.of(command.split(" ")));

        assertThat(line.asWrite().effect()).isEqualTo(PlainCommand.Effect.WRITES_ANYTHING);
    }

    private static List<String> keys(List<String> line) {
        return line(line).arguments().stream()
                .filter(argument -> argument instanceof RedisArgument.Key)
                .map(argument -> new String(argument.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    private static CommandLine line(List<String> line) {
        boolean sub = line.size() > 1 && find(line.get(0) + "|" + line.get(1)) != null;
        int words = sub ? 2 : 1;
        if (line.size() == words) {
            return CommandLine.of(VALUES, "test", line.get(0), words == 2 ? line.get(1) : "only");
        }
        Object[] rest = line.subList(words + 1, line.size()).toArray();
        return CommandLine.of(VALUES, "test", String.join(" ", line.subList(0, words)), line.get(words), rest);
    }

    private static KnownCommand find(String name) {
        String[] words = name.split("\\|");
        KnownCommand known = CommandTable.find(words[0], words.length == 1 ? "" : words[1]);
        return known != null && known.name().equals(name) ? known : null;
    }

    private static List<String> keysByServer(Jedis server, List<String> line) {
        if (line.size() == 1) { // which the server does not look at
            return List.of();
        }
        try {
            return server.commandGetKeys(line.toArray(String[]::new));
        } catch (JedisDataException none) {
            assertThat(none).hasMessageContaining("no key arguments");
            return List.of();
        }
    }

    /** Commands and subcommands by their names, in upper case and with a bar. */
    private static Map<String, Told> told() {
        Map<String, Told> told = new LinkedHashMap<>();
        try (Driver.Client client = Driver.LETTUCE.connect(REDIS.address(), Duration.ofSeconds(10))) {
            BatchExecutor.create()
                    .execute(client.redisBatch(1).read("COMMAND", "INFO").as(reply -> reply.asList()))
                    .forEach(command -> add(told, command.asList()));
        }
        assertThat(told).hasSizeGreaterThan(300);
        return told;
    }

    private static void add(Map<String, Told> told, List<RedisReply> command) {
        List<RedisReply> subcommands = command.get(9).asList();
        told.put(
                command.get(0).asString().toUpperCase(Locale.ROOT),
                new Told(
                        command.get(2).asList().stream()
                                .map(RedisReply::asString)
                                .collect(Collectors.toSet()),
                        !subcommands.isEmpty(),
                        command.get(1).asLong()));
        subcommands.forEach(subcommand -> add(told, subcommand.asList()));
    }
}
