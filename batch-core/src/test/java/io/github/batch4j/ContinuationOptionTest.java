package io.github.batch4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The option named in the log opens the package to the module that the library is in. */
class ContinuationOptionTest {

    @Test
    void onTheClassPathItIsForAllThatHasNoName() {
        Module unnamed = new ClassLoader() {}.getUnnamedModule();

        assertThat(Continuations.option(unnamed))
                .startsWith("--add-exports java.base/jdk.internal.vm=ALL-UNNAMED, or Add-Exports in the manifest");
    }

    @Test
    void onTheModulePathItIsForTheModule() {
        assertThat(Continuations.option(Object.class.getModule()))
                .isEqualTo("--add-exports java.base/jdk.internal.vm=java.base");
    }
}
