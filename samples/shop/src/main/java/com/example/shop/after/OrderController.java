package com.example.shop.after;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class OrderController {

    private final Shipping shipping;

    OrderController(Shipping shipping) {
        this.shipping = shipping;
    }

    @GetMapping("/orders")
    List<OrderView> openOrders() {
        return shipping.openOrders();
    }

    @GetMapping("/orders/{id}")
    OrderView order(@PathVariable long id) {
        return shipping.order(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no order " + id + "."));
    }
}
