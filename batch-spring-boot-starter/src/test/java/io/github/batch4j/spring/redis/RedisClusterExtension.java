package io.github.batch4j.spring.redis;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.data.redis.connection.ClusterSlotHashUtil;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.MigrateParams;
import redis.embedded.RedisServer;

/** A real Redis Cluster of three masters for a test class, each with a third of the slots. */
public final class RedisClusterExtension implements BeforeAllCallback, AfterAllCallback {

    private static final int NODES = 3;
    private static final int SLOTS = 16384;

    /** A limit above which the port of the cluster bus, 10,000 higher, would be invalid. */
    private static final int HIGHEST = 55_000;

    private final List<RedisServer> servers = new ArrayList<>();
    private final List<RedisAddress> nodes = new ArrayList<>();

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        for (int node = 0; node < NODES; node++) {
            start();
        }
        for (int node = 0; node < NODES; node++) {
            try (Jedis connection = connect(node)) {
                connection.clusterAddSlotsRange(first(node), first(node + 1) - 1);
                connection.clusterMeet("127.0.0.1", nodes.get(0).port());
            }
        }
        await().atMost(Duration.ofSeconds(30)).until(this::isComplete);
    }

    private void start() throws IOException {
        int port = freePort();
        Path folder = Files.createTempDirectory("redis-cluster");
        RedisServer server = RedisServer.builder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .setting("dir " + folder)
                .setting("cluster-enabled yes")
                .setting("cluster-require-full-coverage no")
                .setting("cluster-node-timeout 60000")
                .build();
        server.start();
        servers.add(server);
        nodes.add(new RedisAddress("127.0.0.1", port));
    }

    private boolean isComplete() {
        for (int node = 0; node < NODES; node++) {
            try (Jedis connection = connect(node)) {
                String info = connection.clusterInfo();
                if (!info.contains("cluster_state:ok")
                        || !info.contains("cluster_slots_assigned:" + SLOTS)
                        || !info.contains("cluster_known_nodes:" + NODES)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int first(int node) {
        return node * SLOTS / NODES;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        servers.stream().filter(RedisServer::isActive).forEach(RedisServer::stop);
    }

    public void stop(int node) {
        servers.get(node).stop();
    }

    public RedisClusterConfiguration configuration() {
        RedisClusterConfiguration configuration = new RedisClusterConfiguration();
        nodes.forEach(node -> configuration.clusterNode(node.host(), node.port()));
        return configuration;
    }

    public int nodes() {
        return NODES;
    }

    public Jedis connect(int node) {
        return nodes.get(node).connect();
    }

    public void onNode(int node, Consumer<Jedis> action) {
        try (Jedis connection = connect(node)) {
            action.accept(connection);
        }
    }

    public void onEachNode(Consumer<Jedis> action) {
        for (int node = 0; node < NODES; node++) {
            onNode(node, action);
        }
    }

    /** Puts a slot between two nodes: keys that the first does not have are on the second. */
    public void startMoving(int slot, int from, int to) {
        onNode(to, node -> node.clusterSetSlotImporting(slot, id(from)));
        onNode(from, node -> node.clusterSetSlotMigrating(slot, id(to)));
    }

    public void move(int from, int to, String... keys) {
        onNode(
                from,
                node -> node.migrate("127.0.0.1", nodes.get(to).port(), 0, 5000, MigrateParams.migrateParams(), keys));
    }

    /** Gives a slot to a node for good. All nodes are told, or one that has not heard would send clients back. */
    public void finishMoving(int slot, int from, int to) {
        onNode(to, node -> node.clusterSetSlotNode(slot, id(to)));
        onNode(from, node -> node.clusterSetSlotNode(slot, id(to)));
        for (int other = 0; other < nodes.size(); other++) {
            if (other != to && other != from) {
                onNode(other, node -> node.clusterSetSlotNode(slot, id(to)));
            }
        }
    }

    private String id(int node) {
        try (Jedis connection = connect(node)) {
            return connection.clusterMyId();
        }
    }

    public static int slotOf(String key) {
        return ClusterSlotHashUtil.calculateSlot(key);
    }

    /** The node of a key, unless its slot was given to another one. */
    public int nodeOf(String key) {
        int node = 0;
        while (slotOf(key) >= first(node + 1)) {
            node++;
        }
        return node;
    }

    /** A key of a node, another one for each number. */
    public String keyOf(int node, int number) {
        int i = 0;
        while (nodeOf("key:" + number + ":" + i) != node) {
            i++;
        }
        return "key:" + number + ":" + i;
    }

    private static int freePort() throws IOException {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (socket.getLocalPort() < HIGHEST) {
                    return socket.getLocalPort();
                }
            }
        }
    }
}
