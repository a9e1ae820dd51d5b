package io.github.batch4j.sample;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.BodyCarrier;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Three ways measured for the page to draw, each by its fastest run. They take turns, so that none has the machine at a
 * better time than the others.
 */
@RestController
class TimelineController {

    private static final Duration MEASURING = Duration.ofMillis(400);

    private final BatchExecutor batchExecutor;
    private final UserGenerators users;
    private final PlainUsers plainUsers;
    private final StringRedisTemplate redis;
    private final UserJson json;

    TimelineController(
            BatchExecutor batchExecutor,
            UserGenerators users,
            PlainUsers plainUsers,
            StringRedisTemplate redis,
            UserJson json) {
        this.batchExecutor = batchExecutor;
        this.users = users;
        this.plainUsers = plainUsers;
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

    /** The slower runs show how classes are loaded and what else the machine does, rather than what a way costs. */
    private Timeline timeline(List<Long> ids) {
        List<Couple> couples = plainUsers.couples(ids);
        long started = System.nanoTime();
        Way pipeline = pipeline(ids);
        Way plain = plain(ids);
        Way naive = naive(ids);
        while (System.nanoTime() - started < MEASURING.toNanos()) {
            pipeline = pipeline.orFaster(pipeline(ids));
            plain = plain.orFaster(plain(ids));
            naive = naive.orFaster(naive(ids));
        }
        return new Timeline(couples, pipeline, plain, naive, BodyCarrier.current());
    }

    private Way pipeline(List<Long> ids) {
        forgetAnswers();
        long started = System.nanoTime();
        BatchTrace trace = new BatchTrace();
        batchExecutor.execute(BatchGenerator.all(ids, users::genCouple), trace);
        return Way.of(started, trace);
    }

    private Way plain(List<Long> ids) {
        forgetAnswers();
        long started = System.nanoTime();
        BatchTrace trace = new BatchTrace();
        batchExecutor.execute(BatchGenerator.of(batch -> plainUsers.couples(ids)), trace);
        return Way.of(started, trace);
    }

    /** The executor keeps what it has read in this request, and each run is to read by itself. */
    private void forgetAnswers() {
        batchExecutor.cache().clear();
    }

    private Way naive(List<Long> ids) {
        long started = System.nanoTime();
        NaiveUsers naive = new NaiveUsers(redis, json);
        ids.forEach(naive::couple);
        return Way.of(started, naive);
    }
}
