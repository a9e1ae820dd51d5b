package com.example.couples.webflux;

import com.example.couples.shared.User;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.MissingKeyException;
import io.github.batch4j.spring.reactive.ReactiveBatchExecutor;
import io.github.batch4j.spring.redis.RedisBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Couples by generators, each of which asks for one thing at a time: two round trips, however many they are. */
@RestController
class CoupleController {

    /** Two keys each fill one MGET. */
    private static final int MOST = 500;

    /** A user and the user's spouse, if there is one. */
    record Couple(User user, @Nullable User spouse) {}

    private final ReactiveBatchExecutor executor;
    private final RedisBatch<String> redis;
    private final RedisBatch<User> users;

    CoupleController(ReactiveBatchExecutor executor, RedisBatch<String> redis) {
        this.executor = executor;
        this.redis = redis;
        this.users = redis.json(User.class);
    }

    /** A generator that a handler returns is executed. */
    @GetMapping("/couples/{id}")
    BatchGenerator<Couple> couple(@PathVariable long id) {
        return genCouple(id);
    }

    @GetMapping("/couples")
    Mono<List<Couple>> couples(@RequestParam List<@Nullable Long> ids) {
        if (ids.size() > MOST || ids.contains(null)) { // null is a comma too many
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "Expected 1 to " + MOST + " ids, got " + ids.size() + ".");
        }
        return executor.execute(BatchGenerator.all(ids, this::genCouple));
    }

    private BatchGenerator<Couple> genCouple(long id) {
        return BatchGenerator.zip(users.require("user:" + id), genSpouse(id), Couple::new);
    }

    private BatchGenerator<@Nullable User> genSpouse(long id) {
        return redis.get("spouseId:" + id)
                .flatMap(spouse -> spouse == null ? BatchGenerator.value(null) : users.get("user:" + spouse));
    }

    @ExceptionHandler
    ProblemDetail missing(MissingKeyException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no " + e.key() + ".");
    }

    @ExceptionHandler
    ProblemDetail away(DataAccessException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "Redis does not answer.");
    }
}
