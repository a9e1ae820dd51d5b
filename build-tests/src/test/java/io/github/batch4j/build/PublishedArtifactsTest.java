package io.github.batch4j.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published artifacts, looked at by a consumer whose local repository is empty. */
@Tag("published")
class PublishedArtifactsTest {

    private static final String CORE = "batch-core";
    private static final String STARTER = "batch-spring-boot-starter";
    private static final String TESTS = "batch-spring-boot-starter-test";
    private static final String KOTLIN = "batch-kotlin";
    private static final String BOM = "batch4j-bom";

    @TempDir
    Path local;

    private Consumer consumer;

    @BeforeEach
    void startConsumer() {
        consumer = new Consumer(local);
    }

    @AfterEach
    void closeConsumer() {
        consumer.close();
    }

    @Test
    void onlyTheLibrariesAndTheirBomArePublished() throws IOException {
        try (Stream<Path> folders = Files.list(BuildFiles.published().resolve("io/github/batch4j"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrder(CORE, KOTLIN, STARTER, TESTS, BOM);
        }
    }

    @Test
    void batchCoreIsOnePomAndOneJar() throws Exception {
        assertThat(consumer.resolve(artifact(CORE, "", "jar")))
                .extracting(Artifact::getArtifactId)
                .containsExactly(CORE);
        assertThat(downloads()).containsExactlyInAnyOrder("batch-core.jar", "batch-core.pom");
    }

    @Test
    void theStarterBringsTheCoreAndSpringBootAlone() throws Exception {
        ArtifactDescriptorResult starter = consumer.describe(artifact(STARTER, "", "jar"));

        assertThat(starter.getDependencies())
                .filteredOn(Predicate.not(Dependency::isOptional))
                .extracting(dependency -> dependency.getArtifact().getArtifactId() + " " + dependency.getScope())
                .containsExactlyInAnyOrder(
                        "batch-core compile", "spring-boot-autoconfigure compile", "spring-boot-starter compile");
        assertThat(starter.getManagedDependencies()).isEmpty();
        assertThat(downloads()).containsExactly("batch-spring-boot-starter.pom");
    }

    @Test
    void theCompanionForTestsBringsTheCoreAndAssertJAlone() throws Exception {
        ArtifactDescriptorResult companion = consumer.describe(artifact(TESTS, "", "jar"));

        assertThat(companion.getDependencies())
                .filteredOn(Predicate.not(Dependency::isOptional))
                .extracting(dependency -> dependency.getArtifact().getArtifactId() + " " + dependency.getScope())
                .containsExactlyInAnyOrder("batch-core compile", "assertj-core compile");
        assertThat(companion.getManagedDependencies()).isEmpty();
    }

    @Test
    void theModuleForKotlinBringsTheCoreAndKotlinAlone() throws Exception {
        ArtifactDescriptorResult kotlin = consumer.describe(artifact(KOTLIN, "", "jar"));

        assertThat(kotlin.getDependencies())
                .extracting(dependency -> dependency.getArtifact().getArtifactId() + " " + dependency.getScope())
                .containsExactlyInAnyOrder(
                        "batch-core compile", "kotlin-stdlib compile", "kotlinx-coroutines-core-jvm compile");
        assertThat(kotlin.getManagedDependencies()).isEmpty();
    }

    @Test
    void theBomManagesTheLibrariesAlone() throws Exception {
        ArtifactDescriptorResult bom = consumer.describe(artifact(BOM, "", "pom"));

        assertThat(bom.getManagedDependencies())
                .extracting(managed -> managed.getArtifact().getArtifactId() + " "
                        + managed.getArtifact().getVersion())
                .containsExactlyInAnyOrder(
                        CORE + " " + BuildFiles.version(),
                        KOTLIN + " " + BuildFiles.version(),
                        STARTER + " " + BuildFiles.version(),
                        TESTS + " " + BuildFiles.version());
        assertThat(downloads()).containsExactly("batch4j-bom.pom");
    }

    @ParameterizedTest
    @ValueSource(strings = {CORE, KOTLIN, STARTER, TESTS, BOM})
    void aPomHasWhatCentralAsksForAndNoParent(String library) throws Exception {
        Path pom = consumer.download(artifact(library, "", "pom"));

        assertThat(Files.readString(pom))
                .contains("<name>", "<description>", "<url>https://github.com/batch4j/batch4j</url>")
                .contains("<licenses>", "<developers>", "<connection>", "<developerConnection>")
                .doesNotContain("<parent>", "<properties>", "<build>", "<profiles>", "<scope>test</scope>");
    }

    @ParameterizedTest
    @ValueSource(strings = {CORE, KOTLIN, STARTER, TESTS})
    void aLibraryHasSourcesAndJavadocAndEachJarItsLicense(String library) throws Exception {
        assertThat(entries(artifact(library, "", "jar")))
                .contains("META-INF/LICENSE", "META-INF/NOTICE", "module-info.class");
        assertThat(entries(artifact(library, "sources", "jar")))
                .contains("META-INF/LICENSE", "META-INF/NOTICE", "module-info.java");
        assertThat(entries(artifact(library, "javadoc", "jar")))
                .contains("META-INF/LICENSE", "META-INF/NOTICE", "index.html");
    }

    private List<String> entries(Artifact artifact) throws Exception {
        try (JarFile jar = new JarFile(consumer.download(artifact).toFile())) {
            return jar.stream().map(Object::toString).toList();
        }
    }

    /** Names without their versions of the POMs and jars that are now in the consumer's repository. */
    private List<String> downloads() {
        try (Stream<Path> files = Files.walk(local)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".pom") || name.endsWith(".jar"))
                    .filter(name -> !name.contains("-SNAPSHOT")) // a copy that Maven keeps beside the one with a time
                    .map(name -> name.replaceFirst("-[0-9].*(?=\\.)", ""))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Artifact artifact(String library, String classifier, String type) {
        return new DefaultArtifact("io.github.batch4j", library, classifier, type, BuildFiles.version());
    }
}
