package com.example.shop.after;

import com.example.shop.model.Customer;
import com.example.shop.model.Order;
import com.example.shop.model.OrderLine;
import com.example.shop.model.Product;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.redis.RedisBatch;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The orders with all that shipping them takes: the customer, the products, and how many of each are in stock. */
@Service
@Transactional(readOnly = true)
class Shipping {

    private final BatchExecutor executor;
    private final Orders orders;
    private final Customers customers;
    private final Products products;
    private final RedisBatch<String> redis;

    Shipping(BatchExecutor executor, Orders orders, Customers customers, Products products, RedisBatch<String> redis) {
        this.executor = executor;
        this.orders = orders;
        this.customers = customers;
        this.products = products;
        this.redis = redis;
    }

    public List<OrderView> openOrders() {
        return executor.all(orders.findByShippedFalseOrderById(), this::view);
    }

    public Optional<OrderView> order(long id) {
        return orders.findById(id).map(this::view);
    }

    private OrderView view(Order order) {
        Customer customer = customers.findById(order.customerId()).orElseThrow();
        List<OrderView.Line> lines = executor.all(order.lines(), this::line);
        return new OrderView(order.id(), customer.name(), lines);
    }

    private OrderView.Line line(OrderLine line) {
        Product product = products.findById(line.productId()).orElseThrow();
        String stock = executor.execute(redis.get("stock:" + product.id()));
        return new OrderView.Line(product.name(), line.quantity(), stock == null ? 0 : Integer.parseInt(stock));
    }
}
