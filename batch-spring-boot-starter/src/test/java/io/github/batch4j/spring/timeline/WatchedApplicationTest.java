package io.github.batch4j.spring.timeline;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Marks a test of the {@link WatchedApplication} by a real port. All such tests share one application. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        classes = WatchedApplication.class,
        properties = {
            "batch-executor.server-timing.enabled=true",
            "batch-executor.timeline.enabled=true",
            "batch-executor.timeline.show-values=always",
            "logging.level.org.apache.catalina.core=off",
            "management.endpoints.web.base-path=/manage",
            "management.endpoints.web.exposure.include=batch4j",
            "spring.mvc.async.request-timeout=10s"
        })
public @interface WatchedApplicationTest {}
