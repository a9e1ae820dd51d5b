package io.github.batch4j.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.spring.aot.TownControllers.Owner;
import io.github.batch4j.spring.aot.TownControllers.Pet;
import io.github.batch4j.spring.batched.people.People;
import io.github.batch4j.spring.batched.people.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.ReflectionHintsPredicates;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** Native images have what the starter, and what an application with it, reads by reflection. */
class RuntimeHintsTest {

    private static final ReflectionHintsPredicates REFLECTION = RuntimeHintsPredicates.reflection();

    private static RuntimeHints hints;

    @BeforeAll
    static void process() {
        DefaultGenerationContext generation = new DefaultGenerationContext(
                new ClassNameGenerator(ClassName.get(TownApplication.class)), new InMemoryGeneratedFiles());
        try (var context = new AnnotationConfigServletWebServerApplicationContext()) {
            TestPropertyValues.of(TownApplication.arguments().stream().map(argument -> argument.substring(2)))
                    .applyTo(context);
            context.register(TownApplication.class);
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        }
        hints = generation.getRuntimeHints();
    }

    @Test
    void everyClassThatIsLookedUpByItsNameIsFound() throws IOException {
        Set<String> names = namesOfClasses();

        assertThat(names).contains("io.lettuce.core.RedisClient").hasSizeGreaterThan(8);
        assertThat(names)
                .filteredOn(name -> !REFLECTION.onType(TypeReference.of(name)).test(hints))
                .as("classes without a hint")
                .isEmpty();
    }

    /** The texts in the library that are names of classes of others. */
    private static Set<String> namesOfClasses() throws IOException {
        Pattern name = Pattern.compile("\"((?:[a-z0-9]+\\.)+[A-Z]\\w+)\"");
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String code = Files.readString(file);
                if (code.contains("ClassUtils.isPresent(")) {
                    name.matcher(code).results().forEach(found -> names.add(found.group(1)));
                }
            }
        }
        return names;
    }

    @Test
    void annotatedMethodsAreFoundAndTheirBatchesCalled() {
        assertFound(
                REFLECTION.onType(Town.class),
                REFLECTION.onMethodInvocation(Town.class, "byNumbers"),
                REFLECTION.onMethodInvocation(Town.class, "listed"),
                REFLECTION.onMethodInvocation(Town.Street.class, "number"));
    }

    @Test
    void annotatedMethodsOfRepositoriesToo() throws NoSuchMethodException {
        assertFound(
                REFLECTION.onType(People.class),
                REFLECTION.onMethodInvocation(People.class.getMethod("findAllById", Iterable.class)),
                REFLECTION.onMethodInvocation(People.class.getMethod("findByEmailIn", Collection.class)),
                REFLECTION.onMethodInvocation(Person.class.getMethod("email")));
    }

    @Test
    void whatGeneratorsOfGraphQlResultInIsRead() {
        assertFound(
                REFLECTION.onMethodInvocation(TownControllers.class, "pets"),
                REFLECTION.onMethodInvocation(TownControllers.class, "friend"),
                REFLECTION.onMethodInvocation(Pet.class, "name"),
                REFLECTION.onMethodInvocation(Owner.class, "id"));
    }

    @Test
    void whatGeneratorsOfHandlersResultInIsRead() {
        assertFound(
                REFLECTION.onMethodInvocation(TownControllers.OverHttp.class, "pet"),
                REFLECTION.onMethodInvocation(TownControllers.OverHttp.Answer.class, "name"));
    }

    @Test
    void whatTheTimelineHasIsRead() throws ClassNotFoundException {
        assertFound(REFLECTION.onMethodInvocation(
                Class.forName("io.github.batch4j.spring.timeline.RecordedBatch"), "batcher"));
    }

    @SafeVarargs
    private static void assertFound(Predicate<RuntimeHints>... found) {
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i].test(hints)).as("hint %s", i + 1).isTrue();
        }
    }
}
