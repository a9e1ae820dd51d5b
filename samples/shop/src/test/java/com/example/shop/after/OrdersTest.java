package com.example.shop.after;

import static io.github.batch4j.test.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.StoreCounts;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.findings.Finding;
import io.github.batch4j.findings.FindingRules;
import io.github.batch4j.test.spring.ExpectRoundTrips;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import redis.embedded.RedisServer;

/** The shop that asks for everything at once, and its round trips. */
@SpringBootTest
@AutoConfigureMockMvc
class OrdersTest {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private BatchTrace trace;

    // tag::roundTrips[]
    @Test
    @ExpectRoundTrips(3)
    void customersProductsAndStockAreARoundTripEach() {
        assertThat(mvc.get().uri("/orders")).hasStatusOk();
    }
    // end::roundTrips[]

    @Test
    void batchesAreTheCustomersThenTheProductsThenTheStock(@Autowired ApplicationContext application) {
        StoreCounts counts = new StoreCounts(application);
        mvc.get().uri("/orders").exchange();

        assertThat(trace)
                .hasRoundTrips(3)
                .hasSteps(3)
                .batch(1)
                .isFrom("Customers.findAllById")
                .asksInAnyOrder(ids(10))
                .batch(2)
                .isFrom("Products.findAllById")
                .asksInAnyOrder(ids(12))
                .batch(3)
                .isFrom("redis")
                .asksInAnyOrder(Arrays.stream(ids(12)).map(id -> "stock:" + id).toArray());
        assertThat(counts.statements()).as("the orders, and the batches of JPA").isEqualTo(3);
        assertThat(counts.commands()).isEqualTo(Map.of("mget", 1));
    }

    /** The stock could be asked for together with the products; the lines to change are counted. */
    @Test
    void findingsShowTheNextStep() {
        mvc.get().uri("/orders").exchange();

        assertThat(FindingRules.defaults().check(trace))
                .singleElement()
                .isInstanceOfSatisfying(Finding.AskedLater.class, later -> {
                    assertThat(later.batcher()).isEqualTo("redis");
                    assertThat(later.waitedFor()).isEqualTo("Products.findAllById");
                });
    }

    @Test
    @ExpectRoundTrips(3)
    void oneOrderIsThreeToo() {
        assertThat(mvc.get().uri("/orders/11")).bodyJson().isStrictlyEqualTo("""
                {"id": 11, "customer": "Ben", "lines": [
                    {"product": "whisk", "quantity": 1, "inStock": 60},
                    {"product": "jug", "quantity": 2, "inStock": 25},
                    {"product": "plate", "quantity": 3, "inStock": 50}]}""");
    }

    @Test
    void productWithoutStockIsSoldOut() {
        assertThat(mvc.get().uri("/orders/2"))
                .bodyJson()
                .extractingPath("$.lines[?(@.product == 'bowl')].inStock")
                .asArray()
                .containsExactly(0);
    }

    @Test
    void orderThatIsNotThereIsAProblem() {
        MvcTestResult answer = mvc.get().uri("/orders/99").exchange();

        assertThat(answer).hasStatus(404).hasContentType("application/problem+json");
        assertThat(answer).bodyJson().extractingPath("$.detail").isEqualTo("There is no order 99.");
    }

    @Test
    void nonsenseIsAProblemToo() {
        assertThat(mvc.get().uri("/orders/first")).hasStatus(400).hasContentType("application/problem+json");
    }

    @Test
    @DirtiesContext
    void withoutRedisTheAnswerSaysSo(@Autowired RedisServer server) throws IOException {
        server.stop();

        MvcTestResult answer = mvc.get().uri("/orders").exchange();

        assertThat(answer).hasStatus(503).hasContentType("application/problem+json");
        assertThat(answer).bodyJson().extractingPath("$.detail").isEqualTo("A store does not answer.");
    }

    private static Object[] ids(int last) {
        return LongStream.rangeClosed(1, last).boxed().toArray();
    }
}
