package io.github.batch4j.sample.profiles;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.sample.roundtrip.RoundTrip;
import io.github.batch4j.sample.users.UserIds;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Users from the database with their presence from Redis: two round trips, in flight at the same time. */
@RestController
class ProfileController {

    private final BatchExecutor batchExecutor;
    private final ProfileGenerators profiles;

    ProfileController(BatchExecutor batchExecutor, ProfileGenerators profiles) {
        this.batchExecutor = batchExecutor;
        this.profiles = profiles;
    }

    @GetMapping("/profiles")
    ProfilesAnswer profiles(@RequestParam @Size(min = 1, max = UserIds.MAX) List<@NotNull @Positive Long> ids) {
        BatchTrace trace = new BatchTrace();
        List<Profile> found = batchExecutor.execute(BatchGenerator.all(ids, profiles::genProfile), trace);
        return ProfilesAnswer.of(found, RoundTrip.of(trace));
    }
}
