package io.github.batch4j.sample;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The same people by plain blocking code, in two round trips as well.
 *
 * <p>To call {@code users.couple(id)} would do, were it not for the trace: it hears of all that is sent by the
 * execution that it was given to, so here is one around the service's own.
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
            @RequestParam @Size(min = 1, max = UserController.MAX_IDS) List<@NotNull @Positive Long> ids) {
        BatchTrace trace = new BatchTrace();
        List<Couple> couples = batchExecutor.execute(BatchGenerator.of(batch -> users.couples(ids)), trace);
        return PlainAnswer.of(CouplesAnswer.of(couples, RoundTrip.of(trace)));
    }
}
