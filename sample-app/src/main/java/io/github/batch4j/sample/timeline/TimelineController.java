package io.github.batch4j.sample.timeline;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.CoroutineKind;
import io.github.batch4j.sample.naive.NaiveUsers;
import io.github.batch4j.sample.roundtrip.RoundTripRecorder;
import io.github.batch4j.sample.users.Couple;
import io.github.batch4j.sample.users.PlainUsers;
import io.github.batch4j.sample.users.UserGenerators;
import io.github.batch4j.sample.users.UserIds;
import io.github.batch4j.sample.users.UserJson;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The three ways to load couples, measured for the page. */
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
    Timeline couples(@RequestParam @Size(min = 1, max = UserIds.MAX) List<@NotNull @Positive Long> ids) {
        return timeline(ids);
    }

    private Timeline timeline(List<Long> ids) {
        List<Couple> couples = plainUsers.couples(ids);
        List<Measurement> runs = Measurement.fastest(List.of(() -> pipeline(ids), () -> plain(ids), () -> naive(ids)));
        return new Timeline(couples, runs.get(0), runs.get(1), runs.get(2), CoroutineKind.current());
    }

    private Measurement pipeline(List<Long> ids) {
        forgetAnswers();
        long started = System.nanoTime();
        BatchTrace trace = BatchTrace.withoutCallers();
        batchExecutor.execute(BatchGenerator.all(ids, users::genCouple), trace);
        return Measurement.of(started, trace);
    }

    private Measurement plain(List<Long> ids) {
        forgetAnswers();
        long started = System.nanoTime();
        BatchTrace trace = BatchTrace.withoutCallers();
        batchExecutor.execute(BatchGenerator.of(batch -> plainUsers.couples(ids)), trace);
        return Measurement.of(started, trace);
    }

    /** Empties the executor's cache: it keeps answers within a request, and each run has to read for itself. */
    private void forgetAnswers() {
        batchExecutor.cache().clear();
    }

    private Measurement naive(List<Long> ids) {
        long started = System.nanoTime();
        RoundTripRecorder recorder = new RoundTripRecorder();
        ids.forEach(new NaiveUsers(redis, json, recorder)::couple);
        return Measurement.of(started, recorder);
    }
}
