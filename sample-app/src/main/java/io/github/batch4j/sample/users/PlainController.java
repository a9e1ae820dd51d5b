package io.github.batch4j.sample.users;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.sample.roundtrip.RoundTrip;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Users and their spouses from Redis, by plain blocking code: the same two round trips.
 *
 * <p>Without a trace, {@code users.couple(id)} is all it takes. A trace records the batches of the execution that it is
 * given to, so here an execution surrounds those of the service.
 */
@RestController
class PlainController {

    private final BatchExecutor batchExecutor;
    private final PlainUsers users;

    PlainController(BatchExecutor batchExecutor, PlainUsers users) {
        this.batchExecutor = batchExecutor;
        this.users = users;
    }

    @GetMapping("/plain/users/{id}/spouses")
    PlainAnswer<CoupleAnswer> couple(@PathVariable @Positive long id) {
        BatchTrace trace = new BatchTrace();
        Couple couple = batchExecutor.execute(BatchGenerator.of(batch -> users.couple(id)), trace);
        return PlainAnswer.of(CoupleAnswer.of(couple, RoundTrip.of(trace)));
    }

    @GetMapping("/plain/users")
    PlainAnswer<CouplesAnswer> couples(
            @RequestParam @Size(min = 1, max = UserIds.MAX) List<@NotNull @Positive Long> ids) {
        BatchTrace trace = new BatchTrace();
        List<Couple> couples = batchExecutor.execute(BatchGenerator.of(batch -> users.couples(ids)), trace);
        return PlainAnswer.of(CouplesAnswer.of(couples, RoundTrip.of(trace)));
    }
}
