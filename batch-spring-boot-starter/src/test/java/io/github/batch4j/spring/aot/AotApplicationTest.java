package io.github.batch4j.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** An application that has been processed ahead of time makes the same batches. */
class AotApplicationTest {

    private static final String[] BATCHES = {
        "uses what has been generated: true",
        "map: [Street[number=1, name=Street 1], Street[number=2, name=Street 2]] by [Town.byNumbers x2]",
        "list: [Street[number=1, name=Street 1], Street[number=2, name=Street 2]] by [Town.listed x2]",
        "unit: 20 by [houses x1]",
        "ids: [ann@example.com, bob@example.com] by [People.findAllById x2]",
        "emails: [2, 1] by [People.findByEmailIn x2]",
        "graphql: {data={owners=[{pets=[{name=pet 10, friend={name=pet 11}}]},"
                + " {pets=[{name=pet 20, friend={name=pet 21}}]}]}} by [petsOf x2, pets x2]",
        "http: {\"name\":\"pet 1\",\"counts\":{\"pet 2\":2}} by [pets x2]",
        "timeline: true by []",
    };

    private static AotBuild build;

    @BeforeAll
    static void build(@TempDir Path folder) throws Exception {
        build = AotBuild.of(TownApplication.class, TownApplication.arguments(), folder);
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_24) // for a shorter build: from there on the other one shows more
    void onAJvmWithWhatHasBeenGenerated() throws Exception {
        assertThat(build.run("-Dspring.aot.enabled=true").lines()).containsSubsequence(BATCHES);
    }

    /** Spring then behaves as in a native image: it makes no proxies of classes, for instance. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_25) // older ones are refused by Spring Boot
    void onAJvmThatPassesForANativeImage() throws Exception {
        assertThat(build.run("-Dorg.graalvm.nativeimage.imagecode=runtime").lines())
                .containsSubsequence(BATCHES);
    }
}
