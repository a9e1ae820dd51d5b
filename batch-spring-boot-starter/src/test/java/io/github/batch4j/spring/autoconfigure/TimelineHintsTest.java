package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.javapoet.ClassName;

/** A native image has the files of the timeline's page. */
class TimelineHintsTest {

    @Test
    void theFilesOfThePageAreInANativeImage() throws IOException {
        GenerationContext generation = new DefaultGenerationContext(
                new ClassNameGenerator(ClassName.get("com.example", "Application")), new InMemoryGeneratedFiles());
        try (GenericApplicationContext context = new AnnotationConfigApplicationContext()) {
            TestPropertyValues.of(
                            "batch-executor.timeline.enabled=true",
                            "management.endpoints.jmx.exposure.include=batch4j",
                            "spring.jmx.enabled=true")
                    .applyTo(context);
            context.registerBean(BatchExecutorTimelineAutoConfiguration.class);
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        }

        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath:META-INF/batch4j/*");
        assertThat(files)
                .hasSizeGreaterThan(4)
                .allSatisfy(file -> assertThat(
                                RuntimeHintsPredicates.resource().forResource("META-INF/batch4j/" + file.getFilename()))
                        .accepts(generation.getRuntimeHints()));
    }
}
