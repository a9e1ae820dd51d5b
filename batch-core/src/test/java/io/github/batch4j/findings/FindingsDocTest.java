package io.github.batch4j.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The snippet of docs/findings.md. */
class FindingsDocTest {

    @Test
    void aTraceIsChecked() {
        BatchExecutor executor = BatchExecutor.create();
        BatchLoader<Long, String> users = BatchLoader.of("users", keys -> Map.of());
        List<Long> ids = List.of(1L, 2L, 3L);

        // tag::check[]
        BatchTrace trace = new BatchTrace();
        for (long id : ids) {
            executor.execute(users.get(id), trace);
        }
        List<Finding> findings = FindingRules.defaults().check(trace);
        // end::check[]

        assertThat(findings).singleElement().isInstanceOf(Finding.OneByOne.class);
    }
}
