package io.github.batch4j.sample;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Both ways measured, each by the fastest run in a fifth of a second, for the page to draw. */
@RestController
class TimelineController {

    private static final Duration MEASURING = Duration.ofMillis(200);

    private final BatchExecutor batchExecutor;
    private final UserGenerators users;
    private final StringRedisTemplate redis;
    private final UserJson json;

    TimelineController(BatchExecutor batchExecutor, UserGenerators users, StringRedisTemplate redis, UserJson json) {
        this.batchExecutor = batchExecutor;
        this.users = users;
        this.redis = redis;
        this.json = json;
    }

    @GetMapping("/timeline/users/{id}")
    Timeline couple(@PathVariable @Positive long id) {
        return timeline(List.of(id));
    }

    @GetMapping("/timeline/users")
    Timeline couples(@RequestParam @NotEmpty @Size(max = UserController.MAX_IDS) List<@NotNull @Positive Long> ids) {
        return timeline(ids);
    }

    private Timeline timeline(List<Long> ids) {
        return new Timeline(
                batched(ids, new BatchTrace()),
                fastest(() -> {
                    BatchTrace trace = new BatchTrace();
                    batched(ids, trace);
                    return RoundTrip.of(trace);
                }),
                fastest(() -> {
                    NaiveUsers naive = new NaiveUsers(redis, json);
                    ids.forEach(naive::couple);
                    return naive.roundTrips();
                }));
    }

    private List<Couple> batched(List<Long> ids, BatchTrace trace) {
        return batchExecutor.execute(BatchGenerator.all(ids, users::genCouple), trace);
    }

    /** The slower runs show how classes are loaded and what else the machine does, rather than round trips. */
    private static List<RoundTrip> fastest(Supplier<List<RoundTrip>> run) {
        long started = System.nanoTime();
        List<RoundTrip> fastest = run.get();
        while (System.nanoTime() - started < MEASURING.toNanos()) {
            List<RoundTrip> next = run.get();
            fastest = end(next) < end(fastest) ? next : fastest;
        }
        return fastest;
    }

    private static long end(List<RoundTrip> roundTrips) {
        RoundTrip last = roundTrips.get(roundTrips.size() - 1);
        return last.startMicros() + last.tookMicros();
    }
}
