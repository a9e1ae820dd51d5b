package io.github.batch4j.spring.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.spring.context.ManyRequestsApplication.Store;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A thousand requests of different users to a real server, many at once. The bodies of each see only its own context:
 * login, logging context, locale, beans of the request.
 */
@Tag("coroutines")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class ManyRequestsTest {

    private static final int REQUESTS = 1000;
    private static final int AT_ONCE = 32;

    @Test
    void onPlatformThreads() throws Exception {
        assertThatNoRequestSeesAnother(false);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
    void onVirtualThreads() throws Exception {
        assertThatNoRequestSeesAnother(true);
    }

    private static void assertThatNoRequestSeesAnother(boolean virtualThreads) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        try (ConfigurableApplicationContext server = new SpringApplicationBuilder(ManyRequestsApplication.class)
                .run("--server.port=0", "--spring.threads.virtual.enabled=" + virtualThreads)) {
            String address = "http://localhost:" + server.getEnvironment().getProperty("local.server.port") + "/seen";
            HttpClient client = HttpClient.newHttpClient();
            List<Callable<String>> requests = IntStream.range(0, REQUESTS)
                    .<Callable<String>>mapToObj(user -> () -> get(client, address, name(user)))
                    .toList();

            List<Future<String>> seen = clients.invokeAll(requests);

            for (int user = 0; user < REQUESTS; user++) {
                String name = name(user);
                assertThat(seen.get(user).get()).isEqualTo("14 times [%s %s %s %s %s]", name, name, name, name, name);
            }
            assertThat(server.getBean(Store.class).batches).hasValue(3 * REQUESTS);
        } finally {
            clients.shutdownNow();
        }
    }

    /** Three letters, which are a user name and a language. */
    private static String name(int user) {
        return Integer.toString(user)
                .chars()
                .mapToObj(digit -> Character.toString('a' + digit - '0'))
                .collect(Collectors.joining(
                        "", "", "xxx".substring(Integer.toString(user).length())));
    }

    private static String get(HttpClient client, String address, String user) throws Exception {
        String login = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic " + login)
                .header("X-Log", user)
                .header("Accept-Language", user)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
