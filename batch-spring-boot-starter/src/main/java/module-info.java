/**
 * Auto-configuration of batch executors in Spring Boot, with batched access to Redis and to databases by JDBC.
 * Static requirements are optional: an application provides those it uses.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Spring's and Lettuce's have a name only
module io.github.batch4j.spring {
    requires transitive io.github.batch4j;
    requires org.apache.commons.logging;
    requires org.slf4j;
    requires spring.aop;
    requires spring.beans;
    requires spring.boot;
    requires spring.boot.autoconfigure;
    requires spring.context;
    requires spring.core;
    requires static com.graphqljava;
    requires static com.zaxxer.hikari;
    requires static context.propagation;
    requires static io.netty.buffer;
    requires static io.opentelemetry.api;
    requires static jakarta.persistence;
    requires static jakarta.servlet;
    requires static java.sql;
    requires static lettuce.core;
    requires static micrometer.commons;
    requires static micrometer.core;
    requires static micrometer.observation;
    requires static org.dataloader;
    requires static org.hibernate.orm.core;
    requires static org.jspecify;
    requires static reactor.core;
    requires static spring.boot.actuator;
    requires static spring.boot.actuator.autoconfigure;
    requires static spring.data.commons;
    requires static spring.data.redis;
    requires static spring.graphql;
    requires static spring.jdbc;
    requires static spring.orm;
    requires static spring.security.core;
    requires static spring.tx;
    requires static spring.web;
    requires static spring.webflux;
    requires static spring.webmvc;
    requires static tools.jackson.core;
    requires static tools.jackson.databind;

    exports io.github.batch4j.spring;
    exports io.github.batch4j.spring.autoconfigure;
    exports io.github.batch4j.spring.batched;
    exports io.github.batch4j.spring.data;
    exports io.github.batch4j.spring.graphql;
    exports io.github.batch4j.spring.jdbc;
    exports io.github.batch4j.spring.observation;
    exports io.github.batch4j.spring.reactive;
    exports io.github.batch4j.spring.redis;

    // Spring makes the beans and binds the properties.
    opens io.github.batch4j.spring.autoconfigure;
    // The actuator calls the endpoint's methods, and makes JSON of what they return.
    opens io.github.batch4j.spring.timeline;
}
