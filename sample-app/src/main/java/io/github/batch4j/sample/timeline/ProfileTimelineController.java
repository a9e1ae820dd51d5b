package io.github.batch4j.sample.timeline;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.sample.naive.NaiveProfiles;
import io.github.batch4j.sample.profiles.Profile;
import io.github.batch4j.sample.profiles.ProfileGenerators;
import io.github.batch4j.sample.roundtrip.RoundTripRecorder;
import io.github.batch4j.sample.users.UserIds;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The two ways to load profiles from two stores, measured for the page. */
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
    ProfileTimeline profiles(@RequestParam @Size(min = 1, max = UserIds.MAX) List<@NotNull @Positive Long> ids) {
        List<Profile> found = batchExecutor.execute(BatchGenerator.all(ids, profiles::genProfile));
        List<Measurement> runs = Measurement.fastest(List.of(() -> pipeline(ids), () -> naive(ids)));
        return new ProfileTimeline(found, runs.get(0), runs.get(1));
    }

    private Measurement pipeline(List<Long> ids) {
        batchExecutor.cache().clear(); // it keeps answers within a request, and each run has to read for itself
        long started = System.nanoTime();
        BatchTrace trace = BatchTrace.withoutCallers();
        batchExecutor.execute(BatchGenerator.all(ids, profiles::genProfile), trace);
        return Measurement.of(started, trace);
    }

    private Measurement naive(List<Long> ids) {
        long started = System.nanoTime();
        RoundTripRecorder recorder = new RoundTripRecorder();
        ids.forEach(new NaiveProfiles(jdbc, redis, recorder)::profile);
        return Measurement.of(started, recorder);
    }
}
