// tag::application[]
package com.example.couples;

import io.github.batch4j.BatchListener;
import io.github.batch4j.SentBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class CoupleApplication {

    private static final Logger log = LoggerFactory.getLogger(CoupleApplication.class);

    public static void main(String[] args) {
        SpringApplication.run(CoupleApplication.class, args);
    }

    @Bean
    BatchListener batchLog() {
        return new BatchListener() {
            @Override
            public void onSend(SentBatch batch) {
                log.info("step {}: {}", batch.step(), batch);
            }
        };
    }
}
// end::application[]
