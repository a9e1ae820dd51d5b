package com.example.couples;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureJdbc;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/** The slice for a controller with a {@code JdbcBatch}, as docs/getting-started.md describes it. */
@WebMvcTest
@AutoConfigureJdbc
@TestPropertySource(properties = "spring.sql.init.schema-locations=classpath:couples/schema.sql")
class CoupleSliceTest {

    @Autowired
    MockMvc mvc;

    @Test
    void controllerHasAJdbcBatch() throws Exception {
        mvc.perform(get("/couples?ids=1")).andExpect(content().json("[\"Ann and Dan\"]"));
    }
}
