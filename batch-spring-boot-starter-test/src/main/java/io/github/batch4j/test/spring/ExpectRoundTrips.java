package io.github.batch4j.test.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Annotation that fails a test, after it has succeeded, if it has made another number of round trips. On a class it
 * applies to each test without its own, nested classes included.
 *
 * <pre>{@code
 * @Test
 * @ExpectRoundTrips(2)
 * void aUserAndItsSpouseAreTwoRoundTrips() {
 *     mvc.get().uri("/users/1/spouse").exchange();
 * }
 * }</pre>
 *
 * <p>Batches of {@code @BeforeEach} and {@code @AfterEach} methods do not count. A test without Spring's test listeners
 * is not checked.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface ExpectRoundTrips {

    /**
     * The number of round trips.
     *
     * @return at least 0; negative if {@link #atMost} is given instead
     */
    int value() default -1;

    /**
     * The largest number of round trips.
     *
     * @return at least 0; negative if {@link #value} is given instead
     */
    int atMost() default -1;
}
