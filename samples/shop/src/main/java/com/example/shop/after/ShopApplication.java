package com.example.shop.after;

import com.example.shop.model.Order;
import com.example.shop.setup.EmbeddedRedis;
import com.example.shop.setup.ShopData;
import com.example.shop.setup.StoreAway;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Import;

@SpringBootApplication
@EntityScan(basePackageClasses = Order.class)
@Import({EmbeddedRedis.class, ShopData.class, StoreAway.class})
public class ShopApplication {

    public static void main(String[] args) {
        SpringApplication.run(ShopApplication.class, args);
    }
}
