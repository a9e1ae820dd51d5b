package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** The properties as an IDE knows them, and as docs/properties.md lists them. */
class MetadataTest {

    private final List<Map<String, Object>> properties =
            JsonPath.read(metadata(), "$.properties[?(@.name =~ /batch-executor\\..*/)]");

    @Test
    void propertiesAreKnownWithTheirDefaults() {
        assertThat(properties)
                .extracting(property -> property.get("name") + "=" + property.get("defaultValue"))
                .containsExactlyInAnyOrder(
                        "batch-executor.cache.enabled=true",
                        "batch-executor.cache.max-entries=10000",
                        "batch-executor.coroutines=null",
                        "batch-executor.enabled=true",
                        "batch-executor.findings=off",
                        "batch-executor.findings-allowed=null",
                        "batch-executor.findings-threshold=3",
                        "batch-executor.jdbc.cache=null",
                        "batch-executor.jdbc.enabled=true",
                        "batch-executor.jdbc.max-batch-size=1000",
                        "batch-executor.jdbc.max-shared-queries=null",
                        "batch-executor.jdbc.query-timeout=null",
                        "batch-executor.jdbc.retry.delay=100ms",
                        "batch-executor.jdbc.retry.max-retries=0",
                        "batch-executor.jdbc.share-queries=false",
                        "batch-executor.max-bodies=1000",
                        "batch-executor.observations.enabled=true",
                        "batch-executor.policy=by-steps",
                        "batch-executor.redis.cache=true",
                        "batch-executor.redis.enabled=true",
                        "batch-executor.redis.max-batch-size=1000",
                        "batch-executor.redis.max-shared-reads=null",
                        "batch-executor.redis.retry.delay=100ms",
                        "batch-executor.redis.retry.max-retries=0",
                        "batch-executor.redis.share-reads=false",
                        "batch-executor.redis.timeout=null",
                        "batch-executor.server-timing.enabled=false",
                        "batch-executor.task-decorator.enabled=false",
                        "batch-executor.timeline.enabled=false",
                        "batch-executor.timeline.roles=null",
                        "batch-executor.timeline.show-values=never",
                        "batch-executor.timeout=null");
    }

    @Test
    void propertiesAreDescribed() {
        assertThat(properties)
                .allSatisfy(property -> assertThat((String) property.get("description"))
                        .as("%s", property.get("name"))
                        .matches("(Whether|Findings|Largest|Smallest|Number|Time|Kind|Order|When|Roles) .*\\."));
    }

    @Test
    void theDocumentListsEachWithItsDefault() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../docs/properties.md")).stream()
                .filter(line -> line.startsWith("| `batch-executor."))
                .map(line -> line.split(" \\| "))
                .map(cells -> cells[0].substring(2) + "=" + cells[1])
                .toList();

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(properties.stream()
                        .map(property -> "`" + property.get("name") + "`=" + shown(property.get("defaultValue")))
                        .toList());
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "not set" : "`" + value + "`";
    }

    private static String metadata() {
        try {
            return new ClassPathResource(
                            "META-INF/spring-configuration-metadata.json", MetadataTest.class.getClassLoader())
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new AssertionError("the annotation processor has written no metadata", failure);
        }
    }
}
