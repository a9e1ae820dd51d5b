package io.github.batch4j.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.redis.RedisBatch;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.Bean;

/** The rules of the packages and their classes. */
@AnalyzeClasses(packagesOf = BatchExecutorFactory.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.github.batch4j.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlySpringBootKnowsTheAutoConfigurations = noClasses()
            .that()
            .resideOutsideOfPackage("..autoconfigure..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..autoconfigure..");

    @ArchTest
    static final ArchRule autoConfigurationsArePublicAndFinal = classes()
            .that()
            .areAnnotatedWith(AutoConfiguration.class)
            .should()
            .bePublic()
            .andShould()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule beanMethodsArePackagePrivate =
            methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule classesAreFinalOrMeantToBeImplemented = classes()
            .that()
            .areNotInterfaces()
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC) // made by the compiler for a switch
            .should()
            .haveModifier(JavaModifier.FINAL);

    /** No hidden type in a public header: types in the signatures of public types are public. */
    @ArchTest
    static void publicTypesShowOnlyPublicTypes(JavaClasses classes) {
        Stream<String> headers = classes.stream()
                .filter(type -> isVisible(type))
                .flatMap(type -> Stream.concat(
                        Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream())
                                .filter(parent -> isHidden(parent))
                                .map(parent -> type.getName() + " is a " + parent.getName()),
                        type.getCodeUnits().stream()
                                .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                                .flatMap(unit -> Stream.concat(
                                                Stream.of(unit.getRawReturnType()),
                                                unit.getRawParameterTypes().stream())
                                        .filter(used -> isHidden(used))
                                        .map(used -> unit.getFullName() + " has " + used.getName()))));

        assertThat(headers).isEmpty();
    }

    private static boolean isHidden(JavaClass type) {
        return type.getPackageName().startsWith("io.github.batch4j") && !isVisible(type);
    }

    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
    }

    @ArchTest
    static void autoConfigurationsAreAllRegistered(JavaClasses classes) {
        assertThat(ImportCandidates.load(AutoConfiguration.class, null))
                .filteredOn(name -> name.startsWith("io.github.batch4j."))
                .containsExactlyInAnyOrderElementsOf(classes.stream()
                        .filter(type -> type.isAnnotatedWith(AutoConfiguration.class))
                        .map(JavaClass::getName)
                        .toList());
    }

    /** The operations are sealed, and a command makes one of another kind by {@code as}. */
    @ArchTest
    static void typesForRedisFormNoCycleButTheSealedOperations(JavaClasses classes) {
        assertThat(TypeCycles.of(classes, RedisBatch.class.getPackage()))
                .containsExactly(Set.of(
                        "RedisOperation",
                        "RedisGet",
                        "RedisHashField",
                        "RedisCommand",
                        "PlainCommand",
                        "DecodedCommand"));
    }

    @ArchTest
    static void typesForJdbcFormSmallCyclesOnly(JavaClasses classes) {
        assertThat(TypeCycles.of(classes, JdbcBatch.class.getPackage()))
                .allSatisfy(cycle -> assertThat(cycle).hasSizeLessThanOrEqualTo(3));
    }
}
