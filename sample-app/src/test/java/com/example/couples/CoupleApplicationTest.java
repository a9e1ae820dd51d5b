// tag::test[]
package com.example.couples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import io.github.batch4j.BatchTrace;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.servlet.MockMvc;

@SpringBootTest
@AutoConfigureMockMvc
// end::test[]
@org.springframework.test.context.TestPropertySource(
        properties = "spring.sql.init.schema-locations=classpath:couples/schema.sql")
// tag::test[]
class CoupleApplicationTest {

    @TestConfiguration
    static class Tracing {

        @Bean
        BatchTrace batchTrace() {
            return new BatchTrace();
        }
    }

    @Autowired
    MockMvc mvc;

    @Autowired
    BatchTrace trace;

    @Test
    void threeCouplesTakeTwoQueries() throws Exception {
        trace.clear(); // drop what other tests have sent

        mvc.perform(get("/couples?ids=1,2,3"))
                .andExpect(content().json("[\"Ann and Dan\", \"Bea and Eve\", \"Cid and Fay\"]"));

        assertThat(trace.roundTrips()).isEqualTo(2);
    }
    // end::test[]

    @Test
    void theBatchesAreTheUsersAndThenTheirSpouses() throws Exception {
        trace.clear();

        mvc.perform(get("/couples?ids=1,2,3"));

        assertThat(trace.batches()).hasToString("[[1, 2, 3], [4, 5, 6]]");
    }
    // tag::test[]
}
// end::test[]
