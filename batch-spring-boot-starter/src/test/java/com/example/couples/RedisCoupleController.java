// tag::controller[]
package com.example.couples;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.redis.RedisBatch;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class RedisCoupleController {

    private final BatchExecutor batchExecutor;
    private final RedisBatch<String> redis;

    RedisCoupleController(BatchExecutor batchExecutor, RedisBatch<String> redis) {
        this.batchExecutor = batchExecutor;
        this.redis = redis;
    }

    @GetMapping("/couples/{id}")
    String couple(@PathVariable long id) {
        return batchExecutor.execute(
                BatchGenerator.zip(genName(id), genSpouseName(id), (name, spouseName) -> name + " and " + spouseName));
    }

    private BatchGenerator<String> genName(long id) {
        return redis.require("user:" + id);
    }

    private BatchGenerator<String> genSpouseName(long id) {
        return redis.require("spouseId:" + id).flatMap(spouseId -> genName(Long.parseLong(spouseId)));
    }
}
// end::controller[]
