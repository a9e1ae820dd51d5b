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

/** Users and their spouses from the database, by generators: two queries, for one user as for many. */
@RestController
class JdbcUserController {

    private final BatchExecutor batchExecutor;
    private final JdbcUserGenerators users;

    JdbcUserController(BatchExecutor batchExecutor, JdbcUserGenerators users) {
        this.batchExecutor = batchExecutor;
        this.users = users;
    }

    @GetMapping("/jdbc/users/{id}/spouses")
    CoupleAnswer couple(@PathVariable @Positive long id) {
        BatchTrace trace = new BatchTrace();
        Couple couple = batchExecutor.execute(users.genCouple(id), trace);
        return CoupleAnswer.of(couple, RoundTrip.of(trace));
    }

    @GetMapping("/jdbc/users")
    CouplesAnswer couples(@RequestParam @Size(min = 1, max = UserIds.MAX) List<@NotNull @Positive Long> ids) {
        BatchTrace trace = new BatchTrace();
        List<Couple> couples = batchExecutor.execute(BatchGenerator.all(ids, users::genCouple), trace);
        return CouplesAnswer.of(couples, RoundTrip.of(trace));
    }
}
