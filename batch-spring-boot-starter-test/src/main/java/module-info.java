/**
 * A companion for tests: assertions of batches, a trace for each test with Spring, and stores in memory. Static
 * requirements are optional: assertions need none of them.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Spring's modules have a name only
module io.github.batch4j.test {
    requires transitive io.github.batch4j;
    requires transitive org.assertj.core;
    requires static io.github.batch4j.spring;
    requires static jakarta.servlet;
    requires static java.sql;
    requires static org.jspecify;
    requires static spring.beans;
    requires static spring.boot;
    requires static spring.boot.autoconfigure;
    requires static spring.boot.resttestclient;
    requires static spring.context;
    requires static spring.core;
    requires static spring.data.redis;
    requires static spring.jdbc;
    requires static spring.test;
    requires static spring.tx;
    requires static spring.web;

    exports io.github.batch4j.test;
    exports io.github.batch4j.test.spring;

    opens io.github.batch4j.test.spring; // Spring makes beans and listeners of it, package-private ones too
}
