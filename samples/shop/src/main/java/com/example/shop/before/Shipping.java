package com.example.shop.before;

import com.example.shop.model.Customer;
import com.example.shop.model.Order;
import com.example.shop.model.OrderLine;
import com.example.shop.model.Product;
import java.util.List;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The orders with all that shipping them takes: the customer, the products, and how many of each are in stock. */
@Service
@Transactional(readOnly = true)
class Shipping {

    private final Orders orders;
    private final Customers customers;
    private final Products products;
    private final StringRedisTemplate redis;

    Shipping(Orders orders, Customers customers, Products products, StringRedisTemplate redis) {
        this.orders = orders;
        this.customers = customers;
        this.products = products;
        this.redis = redis;
    }

    public List<OrderView> openOrders() {
        return orders.findByShippedFalseOrderById().stream().map(this::view).toList();
    }

    public Optional<OrderView> order(long id) {
        return orders.findById(id).map(this::view);
    }

    private OrderView view(Order order) {
        Customer customer = customers.findById(order.customerId()).orElseThrow();
        List<OrderView.Line> lines = order.lines().stream().map(this::line).toList();
        return new OrderView(order.id(), customer.name(), lines);
    }

    private OrderView.Line line(OrderLine line) {
        Product product = products.findById(line.productId()).orElseThrow();
        String stock = redis.opsForValue().get("stock:" + product.id());
        return new OrderView.Line(product.name(), line.quantity(), stock == null ? 0 : Integer.parseInt(stock));
    }
}
