package com.example.couples.webflux;

import com.example.couples.shared.SeededRedis;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The application, on port 8080. Spring MVC and GraphQL are for the samples beside it. */
@SpringBootApplication(proxyBeanMethods = false, exclude = GraphQlAutoConfiguration.class)
@Import(SeededRedis.class)
public class WebFluxCouples {

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(WebFluxCouples.class);
        application.setWebApplicationType(WebApplicationType.REACTIVE);
        application.run(args);
    }
}
