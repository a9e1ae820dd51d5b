package io.github.batch4j.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The metadata of {@code batch-core} for native images, which knows nothing of Spring and its hints. */
class CoreMetadataTest {

    private static final String FILE = "/META-INF/native-image/io.github.batch4j/batch-core/reachability-metadata.json";

    private static final Map<String, JsonNode> TYPES = new TreeMap<>();

    @BeforeAll
    static void read() throws Exception {
        try (InputStream file = BatchExecutor.class.getResourceAsStream(FILE)) {
            JsonMapper.shared()
                    .readTree(file)
                    .get("reflection")
                    .forEach(entry -> TYPES.put(entry.get("type").asString(), entry));
        }
    }

    @Test
    void itNamesAllThatIsFoundByItsName() {
        assertThat(TYPES)
                .containsOnlyKeys(
                        "io.github.batch4j.Baton",
                        "io.github.batch4j.ConfinedBatchExecutor",
                        "java.lang.Thread",
                        "java.lang.Thread$Builder");
    }

    @Test
    void fieldsExist() throws Exception {
        for (JsonNode type : TYPES.values()) {
            for (JsonNode field : type.path("fields")) {
                Class<?> owner = Class.forName(type.get("type").asString());
                assertThat(owner.getDeclaredField(field.get("name").asString())).isNotNull();
            }
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void methodsOfVirtualThreadsExist() throws Exception {
        for (JsonNode type : TYPES.values()) {
            for (JsonNode method : type.path("methods")) {
                Class<?>[] parameters = StreamSupport.stream(
                                method.get("parameterTypes").spliterator(), false)
                        .map(name -> name.asString().equals("boolean") ? boolean.class : String.class)
                        .toArray(Class<?>[]::new);
                Class<?> owner = Class.forName(type.get("type").asString());
                assertThat(owner.getMethod(method.get("name").asString(), parameters))
                        .isNotNull();
            }
        }
    }
}
