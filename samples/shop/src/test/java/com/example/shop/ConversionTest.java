package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** The shop before and after its conversion: the changed lines, the answers, and the round trips by the stores. */
@SpringBootTest(classes = com.example.shop.after.ShopApplication.class)
@AutoConfigureMockMvc
class ConversionTest {

    private static ConfigurableApplicationContext before;

    @Autowired
    private WebApplicationContext after;

    @BeforeAll
    static void start() {
        before = SpringApplication.run(com.example.shop.before.ShopApplication.class, "--server.port=0");
    }

    @AfterAll
    static void stop() {
        before.close();
    }

    private static String get(WebApplicationContext shop, String path) throws IOException {
        MvcTestResult answer = MockMvcTester.from(shop).get().uri(path).exchange();
        assertThat(answer).hasStatusOk();
        return answer.getResponse().getContentAsString();
    }

    private static WebApplicationContext before() {
        return (WebApplicationContext) before;
    }

    @Test
    void answersAreTheSame() throws IOException {
        String orders = get(after, "/orders");

        assertThat(orders).hasSizeGreaterThan(3000).isEqualTo(get(before(), "/orders"));
        assertThat(get(after, "/orders/7")).isEqualTo(get(before(), "/orders/7"));
    }

    @Test
    void twentyOrdersWere83RoundTrips() throws IOException {
        StoreCounts counts = new StoreCounts(before());
        get(before(), "/orders");

        assertThat(counts.statements())
                .as("the orders, 10 customers and 12 products")
                .isEqualTo(1 + 10 + 12);
        assertThat(counts.commands()).isEqualTo(Map.of("get", 20 * 3));
    }

    @Test
    void twentyOrdersAreFour() throws IOException {
        StoreCounts counts = new StoreCounts(after);
        get(after, "/orders");

        assertThat(counts.statements()).isEqualTo(1 + 1 + 1);
        assertThat(counts.commands()).isEqualTo(Map.of("mget", 1));
    }

    @Test
    void lessThanTwentyLinesAreChanged() throws IOException {
        assertThat(SourceDiff.changedLines()).hasSizeBetween(1, 19);
    }

    @Test
    void documentShowsThem() throws IOException {
        assertThat(SourceDiff.perFile())
                .hasSize(2)
                .allSatisfy(diff -> assertThat(document()).contains("```diff\n" + diff + "\n```\n"));
    }

    @Test
    void documentHasTheRoundTrips() throws IOException {
        StoreCounts old = new StoreCounts(before());
        get(before(), "/orders");
        StoreCounts converted = new StoreCounts(after);
        get(after, "/orders");

        assertThat(document())
                .contains("| Statements | " + old.statements() + " | " + converted.statements() + " |")
                .contains("| Commands of Redis | " + sum(old) + " | " + sum(converted) + " |")
                .contains("| Round trips | " + (old.statements() + sum(old)) + " | "
                        + (converted.statements() + sum(converted)) + " |");
    }

    private static int sum(StoreCounts counts) {
        return counts.commands().values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("../../docs/jpa.md")).replace("\r\n", "\n");
    }
}
