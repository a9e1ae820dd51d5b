package io.github.batch4j.spring.webflux;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.redis.CommandStats;
import io.github.batch4j.spring.redis.RedisServerExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import redis.clients.jedis.Jedis;

/** The application on a server of Reactor Netty, and a client of it. */
record WebFluxServer(ConfigurableApplicationContext application, RedisServerExtension redis) implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Starts the server, beside a Redis that knows two couples. */
    static WebFluxServer start(RedisServerExtension redis, String... options) {
        try (Jedis server = redis.address().connect()) {
            server.mset("user:12345", "Ann", "spouseId:12345", "67890", "user:67890", "Bob", "spouseId:67890", "12345");
        }
        SpringApplicationBuilder builder = new SpringApplicationBuilder(WebFluxApplication.class)
                .properties(
                        "server.port=0",
                        "spring.main.web-application-type=reactive",
                        "spring.data.redis.port=" + redis.address().port());
        return new WebFluxServer(builder.run(options), redis);
    }

    int port() {
        return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The batches since the last call, by their batcher and size. */
    List<String> sent() {
        BatchTrace trace = application.getBean(BatchTrace.class);
        List<String> sent = trace.entries().stream()
                .map(entry ->
                        entry.batch().batcher().name() + " " + entry.batch().size())
                .toList();
        trace.clear();
        return sent;
    }

    /** The commands that Redis has got by a request. */
    Map<String, Long> commandsOf(String path) throws IOException, InterruptedException {
        try (Jedis server = redis.address().connect()) {
            CommandStats stats = new CommandStats(server);
            stats.reset();
            get(path);
            return stats.sinceReset();
        }
    }

    @Override
    public void close() {
        application.close();
    }
}
