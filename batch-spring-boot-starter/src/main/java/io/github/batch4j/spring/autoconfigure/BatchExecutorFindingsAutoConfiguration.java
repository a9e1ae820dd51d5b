package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.findings.FindingRules;
import io.github.batch4j.spring.autoconfigure.BatchExecutorProperties.FindingsMode;
import io.github.batch4j.spring.findings.FindingsListener;
import java.util.Set;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Auto-configuration of findings: avoidable batches, logged or let fail. */
@AutoConfiguration(before = BatchExecutorWorkAutoConfiguration.class, after = BatchExecutorAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
@Conditional(BatchExecutorFindingsAutoConfiguration.OnFindings.class)
public final class BatchExecutorFindingsAutoConfiguration {

    /** For Spring Boot. */
    public BatchExecutorFindingsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    FindingsListener batchExecutorFindings(BatchExecutorProperties properties) {
        FindingRules rules = FindingRules.defaults()
                .threshold(properties.findingsThreshold())
                .allowing(properties.findingsAllowed().toArray(String[]::new));
        return new FindingsListener(
                rules, Set.copyOf(properties.findingsAllowed()), properties.findings() == FindingsMode.FAIL);
    }

    /** True unless findings are off. A condition of its own, since {@code off} in YAML is a boolean. */
    static final class OnFindings extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            FindingsMode mode = Binder.get(context.getEnvironment())
                    .bind("batch-executor.findings", FindingsMode.class)
                    .orElse(FindingsMode.OFF);
            return new ConditionOutcome(
                    mode != FindingsMode.OFF, ConditionMessage.of("batch-executor.findings is " + mode));
        }
    }
}
