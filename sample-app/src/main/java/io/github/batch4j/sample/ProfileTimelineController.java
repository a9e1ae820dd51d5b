package io.github.batch4j.sample;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Two ways to ask two stores measured for the page to draw, as {@link TimelineController} does it with one store. */
@RestController
class ProfileTimelineController {

    private final BatchExecutor batchExecutor;
    private final ProfileGenerators profiles;
    private final JdbcClient jdbc;
    private final StringRedisTemplate redis;

    ProfileTimelineController(
            BatchExecutor batchExecutor, ProfileGenerators profiles, JdbcClient jdbc, StringRedisTemplate redis) {
        this.batchExecutor = batchExecutor;
        this.profiles = profiles;
        this.jdbc = jdbc;
        this.redis = redis;
    }

    @GetMapping("/timeline/profiles")
    ProfileTimeline profiles(
            @RequestParam @Size(min = 1, max = UserController.MAX_IDS) List<@NotNull @Positive Long> ids) {
        List<Profile> found = batchExecutor.execute(BatchGenerator.all(ids, profiles::genProfile));
        List<Way> ways = Way.fastest(List.of(() -> pipeline(ids), () -> naive(ids)));
        return new ProfileTimeline(found, ways.get(0), ways.get(1));
    }

    private Way pipeline(List<Long> ids) {
        batchExecutor.cache().clear();
        long started = System.nanoTime();
        BatchTrace trace = new BatchTrace();
        batchExecutor.execute(BatchGenerator.all(ids, profiles::genProfile), trace);
        return Way.of(started, trace);
    }

    private Way naive(List<Long> ids) {
        long started = System.nanoTime();
        RoundTripNotes notes = new RoundTripNotes();
        ids.forEach(new NaiveProfiles(jdbc, redis, notes)::profile);
        return Way.of(started, notes);
    }
}
