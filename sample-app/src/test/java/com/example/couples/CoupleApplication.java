// tag::application[]
package com.example.couples;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class CoupleApplication {

    public static void main(String[] args) {
        SpringApplication.run(CoupleApplication.class, args);
    }
}
// end::application[]
