package com.example.shop.setup;

import com.example.shop.model.Customer;
import com.example.shop.model.Order;
import com.example.shop.model.OrderLine;
import com.example.shop.model.Product;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.transaction.annotation.Transactional;

/** Twenty open orders and a shipped one, of ten customers, with three of twelve products each. */
public class ShopData implements ApplicationRunner {

    private static final List<String> CUSTOMERS =
            List.of("Ann", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gia", "Hal", "Ida", "Jon");
    private static final List<String> PRODUCTS = List.of(
            "bowl", "cup", "fork", "glass", "jug", "kettle", "knife", "ladle", "pan", "plate", "spoon", "whisk");

    private final EntityManager entities;
    private final StringRedisTemplate redis;

    ShopData(EntityManager entities, StringRedisTemplate redis) {
        this.entities = entities;
        this.redis = redis;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        for (int id = 1; id <= CUSTOMERS.size(); id++) {
            entities.persist(new Customer(id, CUSTOMERS.get(id - 1)));
        }
        for (int id = 1; id <= PRODUCTS.size(); id++) {
            entities.persist(new Product(id, PRODUCTS.get(id - 1)));
            if (id > 1) { // the first is sold out
                redis.opsForValue().set("stock:" + id, String.valueOf(5 * id));
            }
        }
        for (int id = 1; id <= 21; id++) {
            entities.persist(new Order(id, 1 + id % CUSTOMERS.size(), id == 21, lines(id)));
        }
    }

    private static List<OrderLine> lines(int order) {
        return IntStream.range(0, 3)
                .mapToObj(line -> new OrderLine(1 + (order + 5 * line) % PRODUCTS.size(), 1 + line))
                .toList();
    }
}
