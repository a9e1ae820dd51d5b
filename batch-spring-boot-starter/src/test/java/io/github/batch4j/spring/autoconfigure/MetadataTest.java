package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** What an IDE knows of the properties. */
class MetadataTest {

    private final List<Map<String, Object>> properties = JsonPath.read(metadata(), "$.properties");

    @Test
    void propertiesAreKnownWithTheirDefaults() {
        assertThat(properties)
                .extracting(property -> property.get("name") + "=" + property.get("defaultValue"))
                .containsExactlyInAnyOrder(
                        "batch-executor.enabled=true",
                        "batch-executor.redis.enabled=true",
                        "batch-executor.redis.max-batch-size=1000",
                        "batch-executor.timeout=null");
    }

    @Test
    void propertiesAreDescribed() {
        assertThat(properties)
                .allSatisfy(property -> assertThat((String) property.get("description"))
                        .as("%s", property.get("name"))
                        .matches("(Whether|Largest|Time) .*\\."));
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
