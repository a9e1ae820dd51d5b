package io.github.batch4j;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of the core's structure. */
@AnalyzeClasses(packagesOf = BatchExecutor.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** All public types. A type made public by mistake could never be changed again, so each is named here. */
    private static final String API =
            "BatchBody|BatchExecution|BatchExecutor|BatchGenerator|BatchInterruptedException|BatchListener|BatchLoader"
                    + "|BatchPartition|BatchResults|BatchScope|BatchTimeoutException|BatchTrace|BatchableOperation"
                    + "|Batcher|BatcherException|CoroutineKind|CachedGenerator|Caller|ExecutionCache"
                    + "|GeneratorCycleException|MissingKeyException|SentBatch|SharedCalls|SharedGenerator"
                    + "|ThreadContext|package-info|findings\\.(Finding|FindingRules|package-info)";

    @ArchTest
    static final ArchRule theCoreNeedsNothingButTheJdk = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.github.batch4j..", "java..", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule findingsKnowTheApiAndNothingKnowsThem = classes()
            .that()
            .resideInAPackage("io.github.batch4j.findings")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAPackage("io.github.batch4j.findings");

    @ArchTest
    static final ArchRule onlyTheApiIsPublic = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .haveNameNotMatching("io\\.github\\.batch4j\\.(" + API + ")")
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule noPublicTypeHasAHiddenParent = classes()
            .that()
            .haveNameMatching("io\\.github\\.batch4j\\.(" + API + ")(\\$.*)?")
            .and()
            .arePublic()
            .should()
            .notBeAssignableTo(describe(
                    "a hidden type",
                    type -> type.getPackageName().equals("io.github.batch4j")
                            && !type.getModifiers().contains(JavaModifier.PUBLIC)));

    @ArchTest
    static final ArchRule theApiIsPublic = classes()
            .that()
            .haveNameMatching("io\\.github\\.batch4j\\.(" + API.replace("|package-info", "") + ")")
            .should()
            .bePublic();
}
