package com.example.orders;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import io.github.batch4j.spring.redis.RedisBatch;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders from a database, and from Redis the name of the customer of each. */
@RestController
public class OrderController {

    private final BatchExecutor executor;
    private final JdbcLoader<Long, Order> orders;
    private final RedisBatch<String> redis;

    OrderController(BatchExecutor executor, JdbcBatch jdbc, RedisBatch<String> redis) {
        this.executor = executor;
        this.orders = jdbc.table("orders").keyedBy(Long.class, "id").one(Order.class);
        this.redis = redis;
    }

    // tag::naive[]
    @GetMapping("/naive/orders")
    List<String> naive(@RequestParam List<Long> ids) {
        List<String> names = new ArrayList<>();
        for (Long id : ids) {
            Order order = executor.execute(orders.require(id));
            names.add(executor.execute(redis.require("customer:" + order.customer())));
        }
        return names;
    }
    // end::naive[]

    // tag::mended[]
    @GetMapping("/orders")
    List<String> orders(@RequestParam List<Long> ids) {
        return executor.executeAll(ids.stream().map(this::genName).toList());
    }

    private BatchGenerator<String> genName(Long id) {
        return orders.require(id).flatMap(order -> redis.require("customer:" + order.customer()));
    }
    // end::mended[]
}
