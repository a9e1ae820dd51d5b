package com.example.shop.after;

import com.example.shop.model.Order;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.repository.Repository;

/** Orders with their lines, which an entity graph fetches in the same query. */
interface Orders extends Repository<Order, Long> {

    @EntityGraph(attributePaths = "lines")
    List<Order> findByShippedFalseOrderById();

    @EntityGraph(attributePaths = "lines")
    Optional<Order> findById(long id);
}
