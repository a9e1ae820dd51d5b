package io.github.batch4j.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A store with a reactive client, which has the context of the subscriber. */
class ReactiveStoreTest {

    /** A client that tells each city's name to the user it is asked by. */
    static class Client {

        Mono<Map<Long, String>> cities(List<Long> ids) {
            return ReactiveSecurityContextHolder.getContext()
                    .map(context -> ids.stream()
                            .collect(Collectors.toMap(
                                    id -> id,
                                    id -> "City" + id + " for "
                                            + context.getAuthentication().getName())))
                    .subscribeOn(Schedulers.parallel());
        }
    }

    private final Client client = new Client();

    // tag::loader[]
    BatchLoader<Long, String> cities = BatchLoader.ofAsync(
            "cities", ids -> client.cities(ids).contextCapture().toFuture());
    // end::loader[]

    @Test
    void hasTheContextOfTheSubscriber() {
        BatchTrace trace = new BatchTrace();

        List<String> found = ReactiveBatchExecutor.create(BatchExecutor::create, Schedulers.boundedElastic())
                .executeAll(List.of(cities.get(1L), cities.get(2L)), trace)
                .contextWrite(
                        ReactiveSecurityContextHolder.withAuthentication(new TestingAuthenticationToken("ada", "")))
                .block(Duration.ofSeconds(20));

        assertThat(found).containsExactly("City1 for ada", "City2 for ada");
        assertThat(trace.batches()).containsExactly(List.of(cities.get(1L), cities.get(2L)));
    }
}
