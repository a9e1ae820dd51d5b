package io.github.batch4j.spring.batched;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.spring.autoconfigure.BatchExecutorBatchedAutoConfiguration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;

/** Native images have what annotated methods call by reflection, and the classes of their proxies. */
class BatchedHintsTest {

    record User(long id) {}

    static class Team {

        long number;
    }

    static class Users {

        @Batched("byIds")
        User byId(long id) {
            throw new AssertionError("runs never");
        }

        Map<Long, User> byIds(Collection<Long> ids) {
            return Map.of();
        }

        @Batched(value = "listByIds", key = "id")
        User keyed(long id) {
            throw new AssertionError("runs never");
        }

        List<User> listByIds(Collection<Long> ids) {
            return List.of();
        }

        @Batched(value = "teams", key = "number")
        Team team(long id) {
            throw new AssertionError("runs never");
        }

        List<Team> teams(Collection<Long> ids) {
            return List.of();
        }
    }

    @Test
    void methodsForManyAndKeysMayBeCalledByReflection() throws Exception {
        InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
        DefaultGenerationContext generation =
                new DefaultGenerationContext(new ClassNameGenerator(ClassName.get("com.example", "App")), files);
        try (GenericApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(BatchExecutorBatchedAutoConfiguration.class);
            context.registerBean(Users.class);
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
            generation.writeGeneratedContent();
        }

        assertThat(List.<Predicate<RuntimeHints>>of(
                        invocation(Users.class, "byIds", Collection.class),
                        invocation(Users.class, "listByIds", Collection.class),
                        invocation(User.class, "id"),
                        RuntimeHintsPredicates.reflection().onFieldAccess(Team.class.getDeclaredField("number"))))
                .allMatch(hint -> hint.test(generation.getRuntimeHints()));
        assertThat(files.getGeneratedFiles(GeneratedFiles.Kind.CLASS).keySet())
                .as("the class of the proxy")
                .anyMatch(file -> file.contains("BatchedHintsTest$Users$$SpringCGLIB"));
        assertThat(files.getGeneratedFiles(GeneratedFiles.Kind.SOURCE).keySet())
                .as("the post-processor is a bean of the application")
                .anyMatch(file -> file.contains("BatchExecutorBatchedAutoConfiguration__"));
    }

    private static Predicate<RuntimeHints> invocation(Class<?> type, String name, Class<?>... parameters)
            throws NoSuchMethodException {
        return RuntimeHintsPredicates.reflection().onMethodInvocation(type.getDeclaredMethod(name, parameters));
    }
}
