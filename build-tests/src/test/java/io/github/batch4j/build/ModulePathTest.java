package io.github.batch4j.build;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** The libraries work as modules, with nothing on the module path but what they require. */
class ModulePathTest {

    private static final String PLAIN_CODE = """
            import io.github.batch4j.*;
            import java.util.*;

            public class Main {

                public static void main(String[] args) {
                    BatchLoader<Integer, String> loader = BatchLoader.of("numbers", keys -> {
                        System.out.println("batch of " + keys);
                        Map<Integer, String> answers = new HashMap<>();
                        keys.forEach(key -> answers.put(key, "number " + key));
                        return answers;
                    });
                    BatchExecutor executor = BatchExecutor.create();
                    System.out.println(executor.all(List.of(1, 2), key -> executor.execute(loader.get(key))));
                    System.out.println("on " + CoroutineKind.current());
                }
            }
            """;

    private static final String SPRING_APPLICATION = """
            import io.github.batch4j.BatchExecutor;
            import io.github.batch4j.BatchGenerator;
            import io.github.batch4j.spring.BatchExecutorFactory;
            import org.springframework.boot.SpringApplication;
            import org.springframework.boot.autoconfigure.SpringBootApplication;

            @SpringBootApplication
            public class Main {

                public static void main(String[] args) {
                    try (var context = SpringApplication.run(Main.class, args)) {
                        var executors = context.getBean(BatchExecutorFactory.class);
                        var executor = context.getBean(BatchExecutor.class);
                        System.out.println("executed: "
                                + executors.call(() -> executor.execute(BatchGenerator.value("a value"))));
                        System.out.println("module: " + executors.create().getClass().getModule());
                    }
                }
            }
            """;

    private static final String ASSERTIONS = """
            import static io.github.batch4j.test.BatchAssertions.assertThat;

            import io.github.batch4j.*;
            import java.util.*;

            public class Main {

                public static void main(String[] args) {
                    BatchTrace trace = new BatchTrace();
                    BatchLoader<Integer, String> loader = BatchLoader.of("numbers", keys -> Map.of());
                    BatchExecutor.create().execute(loader.get(1), trace);
                    assertThat(trace).hasRoundTrips(1).batch(1).isFrom("numbers").asks(1);
                    System.out.println("asserted");
                }
            }
            """;

    private static final String SUSPENDING = """
            import io.github.batch4j.BatchExecutor;
            import io.github.batch4j.kotlin.Suspending;
            import kotlin.coroutines.EmptyCoroutineContext;

            public class Main {

                public static void main(String[] args) {
                    var generator = Suspending.<String>batchGenerator(
                            EmptyCoroutineContext.INSTANCE, (scope, continuation) -> "suspended in " + scope);
                    System.out.println(BatchExecutor.create().execute(generator));
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void theCoreRunsBatchesOnTheModulePath() throws Exception {
        assertThat(plainCode().run()).contains("batch of [1, 2]", "[number 1, number 2]");
    }

    @Test
    @EnabledForJreRange(minVersion = 24)
    void continuationsAreOpenedToTheModule() throws Exception {
        assertThat(plainCode().run("--add-exports", "java.base/jdk.internal.vm=io.github.batch4j"))
                .contains("batch of [1, 2]", "on continuation");
    }

    @Test
    @EnabledForJreRange(minVersion = 24)
    void theLogSaysHowToOpenContinuationsToTheModule() throws Exception {
        assertThat(plainCode().run("-Dbatch4j.coroutines=continuation"))
                .contains("--add-exports java.base/jdk.internal.vm=io.github.batch4j\n", "on virtual-thread");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_23)
    void theLogSaysWhichJdkContinuationsNeed() throws Exception {
        assertThat(plainCode().run("-Dbatch4j.coroutines=continuation"))
                .contains("continuation, which needs JDK 24", "on platform-thread");
    }

    @Test
    void theStarterConfiguresAnApplicationOnTheModulePath() throws Exception {
        String descriptor = """
                requires io.github.batch4j.spring;
                requires spring.boot;
                requires spring.boot.autoconfigure;
                requires spring.context;

                opens consumer;
                """;

        String output = new ConsumerModule(folder, BuildFiles.starterPath(), descriptor, SPRING_APPLICATION).run();

        assertThat(output).contains("executed: a value", "module: module io.github.batch4j\n");
    }

    @Test
    void theAssertionsRunOnTheModulePathWithoutSpring() throws Exception {
        String path = Stream.of(
                        BuildFiles.library("batch-core"),
                        BuildFiles.library("batch-spring-boot-starter-test"),
                        BuildFiles.jar("assertj-core"),
                        BuildFiles.jar("byte-buddy"))
                .map(Path::toString)
                .collect(joining(File.pathSeparator));
        String descriptor = "requires io.github.batch4j.test;\n";

        assertThat(new ConsumerModule(folder, path, descriptor, ASSERTIONS).run())
                .contains("asserted");
    }

    @Test
    void suspendFunctionsRunOnTheModulePath() throws Exception {
        String path = Stream.of(
                        BuildFiles.library("batch-core"),
                        BuildFiles.library("batch-kotlin"),
                        BuildFiles.jar("kotlin-stdlib"),
                        BuildFiles.jar("kotlinx-coroutines-core-jvm"))
                .map(Path::toString)
                .collect(joining(File.pathSeparator));

        assertThat(new ConsumerModule(folder, path, "requires io.github.batch4j.kotlin;\n", SUSPENDING).run())
                .contains("suspended in ");
    }

    private ConsumerModule plainCode() throws IOException {
        String core = BuildFiles.library("batch-core").toString();
        return new ConsumerModule(folder, core, "requires io.github.batch4j;\n", PLAIN_CODE);
    }
}
