package com.example.shop.model;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.util.List;

/** An order with its lines. The customer is another aggregate, so the order has its id alone. */
@Entity
@Table(name = "orders")
public class Order {

    @Id
    private long id;

    private long customerId;

    private boolean shipped;

    @ElementCollection
    @OrderColumn
    private List<OrderLine> lines;

    protected Order() {}

    public Order(long id, long customerId, boolean shipped, List<OrderLine> lines) {
        this.id = id;
        this.customerId = customerId;
        this.shipped = shipped;
        this.lines = lines;
    }

    public long id() {
        return id;
    }

    public long customerId() {
        return customerId;
    }

    public boolean isShipped() {
        return shipped;
    }

    public List<OrderLine> lines() {
        return lines;
    }
}
