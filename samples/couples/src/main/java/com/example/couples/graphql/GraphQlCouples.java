package com.example.couples.graphql;

import com.example.couples.shared.SeededRedis;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** The application, on port 8080. */
@SpringBootApplication(proxyBeanMethods = false)
@Import(SeededRedis.class)
public class GraphQlCouples {

    public static void main(String[] args) {
        SpringApplication.run(GraphQlCouples.class, args);
    }
}
