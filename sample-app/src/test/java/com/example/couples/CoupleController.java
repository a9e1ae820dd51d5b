// tag::controller[]
package com.example.couples;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CoupleController {

    record User(long id, String name, long spouseId) {}

    private final BatchExecutor batchExecutor;
    private final JdbcLoader<Long, User> users;

    CoupleController(BatchExecutor batchExecutor, JdbcBatch jdbc) {
        this.batchExecutor = batchExecutor;
        this.users = jdbc.table("users").keyedBy(Long.class, "id").one(User.class);
    }

    @GetMapping("/couples")
    List<String> couples(@RequestParam List<Long> ids) {
        return batchExecutor.execute(BatchGenerator.all(ids, this::genCouple)); // 2 queries, however many ids
    }

    private BatchGenerator<String> genCouple(long id) {
        return users.require(id)
                .flatMap(user -> users.require(user.spouseId()).map(spouse -> user.name() + " and " + spouse.name()));
    }
}
// end::controller[]
