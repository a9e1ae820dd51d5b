package io.github.batch4j.sample;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.CoroutineKind;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Three ways measured for the page to draw, each by its fastest run. Each run begins with nothing kept of those before it:
 * within a request an executor would not ask again.
 */
@RestController
class TimelineController {

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
    Timeline couples(@RequestParam @Size(min = 1, max = UserController.MAX_IDS) List<@NotNull @Positive Long> ids) {
        return timeline(ids);
    }

    private Timeline timeline(List<Long> ids) {
        List<Couple> couples = plainUsers.couples(ids);
        List<Way> ways = Way.fastest(List.of(() -> pipeline(ids), () -> plain(ids), () -> naive(ids)));
        return new Timeline(couples, ways.get(0), ways.get(1), ways.get(2), CoroutineKind.current());
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
        RoundTripNotes notes = new RoundTripNotes();
        ids.forEach(new NaiveUsers(redis, json, notes)::couple);
        return Way.of(started, notes);
    }
}
