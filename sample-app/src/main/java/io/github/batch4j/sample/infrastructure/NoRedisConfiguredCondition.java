package io.github.batch4j.sample.infrastructure;

import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if no property gives an address of Redis. The properties are bound, since {@code cluster.nodes} may be a
 * list, which {@code @ConditionalOnProperty} does not see.
 */
class NoRedisConfiguredCondition extends SpringBootCondition {

    private static final String PREFIX = "spring.data.redis";
    private static final List<String> ADDRESSES =
            List.of("url", "host", "port", "cluster", "sentinel", "masterreplica");

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Map<String, Object> given = Binder.get(context.getEnvironment())
                .bind(PREFIX, Bindable.mapOf(String.class, Object.class))
                .orElse(Map.of());
        ConditionMessage.Builder message = ConditionMessage.forCondition("No Redis configured");
        return ADDRESSES.stream()
                .filter(address -> !"".equals(given.getOrDefault(address, "")))
                .findFirst()
                .map(address ->
                        ConditionOutcome.noMatch(message.found("property").items(PREFIX + "." + address)))
                .orElseGet(() -> ConditionOutcome.match(message.because("no property gives its address")));
    }
}
