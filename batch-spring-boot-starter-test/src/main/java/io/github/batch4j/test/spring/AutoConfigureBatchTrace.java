package io.github.batch4j.test.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Annotation for a test class that provides a {@link io.github.batch4j.BatchTrace} of each test.
 *
 * <p>{@code @SpringBootTest}, {@code @WebMvcTest}, {@code @JdbcTest}, {@code @DataJdbcTest}, {@code @DataJpaTest} and
 * {@code @DataRedisTest} have it without the annotation, unless the application has a bean of this type. Other tests
 * that use executors of a {@link io.github.batch4j.spring.BatchExecutorFactory} need it.
 *
 * <p>The trace is injected into the test, never into the application:
 *
 * <pre>{@code
 * @Autowired
 * BatchTrace trace;
 * }</pre>
 *
 * <p>It has the batches of all executors of the factory that the test itself causes, after its {@code @BeforeEach}.
 */
@Documented
@Inherited
@ImportAutoConfiguration
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AutoConfigureBatchTrace {}
