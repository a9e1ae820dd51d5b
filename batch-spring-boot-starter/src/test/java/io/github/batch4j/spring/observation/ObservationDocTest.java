package io.github.batch4j.spring.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorObservationAutoConfiguration;
import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tables of docs/observability.md, compared with the documentation of the observations and with real meters. */
class ObservationDocTest {

    private static final Path DOCUMENT = Path.of("../docs/observability.md");

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final ObservationRegistry registry = ObservationRegistry.create();

    ObservationDocTest() {
        registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    }

    @ParameterizedTest
    @EnumSource
    void keysAreThoseOfTheDocumentation(BatchObservationDocumentation observation) throws IOException {
        String name = observation == BatchObservationDocumentation.BATCH ? "batch4j.batch" : "batch4j.execution";

        assertThat(rowsAfter("`" + name + "` observes"))
                .containsExactlyElementsOf(Stream.concat(
                                rows(observation.getLowCardinalityKeyNames(), "low"),
                                rows(observation.getHighCardinalityKeyNames(), "high"))
                        .toList());
    }

    private static Stream<String> rows(KeyName[] keys, String cardinality) {
        return Arrays.stream(keys).map(key -> "| `" + key.asString() + "` | " + cardinality);
    }

    @Test
    void metersAreThoseOfARun() throws IOException {
        BatchExecutor executor = BatchExecutor.builder()
                .listener(new BatchObservations(registry, null, null))
                .listener(new BatchMeters(meters))
                .build();
        executor.execute(BatchLoader.of("users", keys -> Map.of()).get("a"));

        assertThat(rowsAfter("## Metrics").stream().filter(row -> !row.contains("`batch4j.shared.")))
                .as("without those of shared calls, which are beans")
                .containsExactlyInAnyOrderElementsOf(meters.getMeters().stream()
                        .map(Meter::getId)
                        .filter(id -> id.getType() != Meter.Type.LONG_TASK_TIMER)
                        .map(id -> "| `" + id.getName() + "` | " + type(id.getType()))
                        .toList());
        assertThat(tagsOf("batch4j.batch")).isEqualTo(tagsInTheDocument("batch4j.batch"));
        assertThat(tagsOf("batch4j.execution")).isEqualTo(tagsInTheDocument("batch4j.execution"));
        assertThat(tagsOf("batch4j.batch.size")).isEqualTo(tagsInTheDocument("batch4j.batch.size"));
    }

    private TreeSet<String> tagsOf(String meter) {
        return meters.get(meter).meter().getId().getTags().stream()
                .map(tag -> tag.getKey())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<String> tagsInTheDocument(String meter) throws IOException {
        String row = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.matches("\\| `" + Pattern.quote(meter) + "` \\| (timer|summary) .*"))
                .findFirst()
                .orElseThrow();
        return Pattern.compile("`([^`]+)`")
                .matcher(row.split("\\|")[3])
                .results()
                .map(tag -> tag.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String type(Meter.Type type) {
        return switch (type) {
            case TIMER -> "timer";
            case DISTRIBUTION_SUMMARY -> "summary";
            case COUNTER -> "counter";
            default -> type.name();
        };
    }

    /** The first two cells of the rows of the first table after a text. */
    private static List<String> rowsAfter(String text) throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .dropWhile(line -> !line.startsWith(text))
                .dropWhile(line -> !line.startsWith("| ---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.replaceAll("^(\\|[^|]*\\|[^|]*) \\|.*$", "$1"))
                .toList();
    }

    @Test
    void aConventionOfTheApplicationGivesNamesAndValues() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        BatchExecutorAutoConfiguration.class, BatchExecutorObservationAutoConfiguration.class))
                .withBean(ObservationRegistry.class, () -> registry)
                .withUserConfiguration(Ours.class)
                .run(context -> {
                    context.getBean(BatchExecutorFactory.class)
                            .create()
                            .execute(BatchLoader.of("users", keys -> Map.of()).get("a"));

                    assertThat(meters.get("acme.round.trip")
                                    .tags("team", "orders", "batcher", "users")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class Ours {

        // tag::convention[]
        @Bean
        BatchObservationConvention batchObservationConvention() {
            BatchObservationConvention ours = new DefaultBatchObservationConvention();
            return new BatchObservationConvention() {
                @Override
                public String getName() {
                    return "acme.round.trip";
                }

                @Override
                public KeyValues getLowCardinalityKeyValues(BatchObservationContext context) {
                    return ours.getLowCardinalityKeyValues(context).and("team", "orders");
                }
            };
        }
        // end::convention[]
    }
}
