#!/usr/bin/env bash
#
# What: Spring Data Redis gives a pooled Lettuce connection back to the pool although a command that timed out on it is still
#       waiting at the server. Whoever borrows it next queues up behind that command and times out too, and an element that
#       is pushed meanwhile is popped for nobody.
# Seen: spring-data-redis 4.1.2, lettuce-core 7.5.2.RELEASE, commons-pool2 2.13.1, Redis 7.0.15; pool of 1, timeout of 300 ms:
#           BLPOP of 2 s: QueryTimeoutException
#           GET on the connection from the pool: QueryTimeoutException
#           element pushed after that, left in the list: 0
# Needs: a JDK 17 or newer and Maven; downloads into a temporary folder.

set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cat >"$folder/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.springframework.data</groupId><artifactId>spring-data-redis</artifactId><version>4.1.2</version></dependency>
    <dependency><groupId>io.lettuce</groupId><artifactId>lettuce-core</artifactId><version>7.5.2.RELEASE</version></dependency>
    <dependency><groupId>org.apache.commons</groupId><artifactId>commons-pool2</artifactId><version>2.13.1</version></dependency>
    <dependency><groupId>org.signal</groupId><artifactId>embedded-redis</artifactId><version>0.9.1</version></dependency>
  </dependencies>
</project>
XML
(cd "$folder" && mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib)

cat >"$folder/Pool.java" <<'JAVA'
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettucePoolingClientConfiguration;
import redis.embedded.RedisServer;

public class Pool {

    private static final byte[] LIST = "list".getBytes(StandardCharsets.UTF_8);

    public static void main(String[] args) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        RedisServer server = RedisServer.builder().port(port).build();
        server.start();
        try {
            LettuceConnectionFactory pooled = factory(port, 300);
            System.out.println("BLPOP of 2 s: " + outcome(pooled, connection -> connection.bLPop(2, LIST)));
            System.out.println("GET on the connection from the pool: "
                    + outcome(pooled, connection -> connection.get("key".getBytes(StandardCharsets.UTF_8))));
            LettuceConnectionFactory other = factory(port, 5_000);
            outcome(other, connection -> connection.rPush(LIST, LIST));
            try (RedisConnection connection = other.getConnection()) {
                System.out.println("element pushed after that, left in the list: " + connection.lLen(LIST));
            }
        } finally {
            server.stop();
        }
        System.exit(0);
    }

    private static LettuceConnectionFactory factory(int port, int millis) {
        GenericObjectPoolConfig<io.lettuce.core.api.StatefulConnection<?, ?>> one = new GenericObjectPoolConfig<>();
        one.setMaxTotal(1);
        LettuceConnectionFactory factory = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration("127.0.0.1", port),
                LettucePoolingClientConfiguration.builder()
                        .poolConfig(one)
                        .commandTimeout(Duration.ofMillis(millis))
                        .build());
        factory.setShareNativeConnection(false);
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }

    private interface Command {
        Object run(RedisConnection connection);
    }

    private static String outcome(LettuceConnectionFactory factory, Command command) {
        try (RedisConnection connection = factory.getConnection()) {
            return String.valueOf(command.run(connection));
        } catch (RuntimeException failure) {
            return failure.getClass().getSimpleName();
        }
    }
}
JAVA

expected="BLPOP of 2 s: QueryTimeoutException
GET on the connection from the pool: QueryTimeoutException
element pushed after that, left in the list: 0"
seen="$(cd "$folder" && java -cp "lib/*" Pool.java 2>"$folder/log")" || { cat "$folder/log" >&2; exit 1; }
echo "$seen"
[[ "$seen" == "$expected" ]] || { echo "this has changed, expected:" >&2; echo "$expected" >&2; exit 1; }
