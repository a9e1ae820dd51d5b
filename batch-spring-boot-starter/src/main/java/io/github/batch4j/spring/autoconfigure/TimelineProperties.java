package io.github.batch4j.spring.autoconfigure;

import java.util.Set;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties below {@code batch-executor.timeline}, apart from those of conditions. Immutable.
 *
 * @param showValues When to show keys in the timeline.
 * @param roles Roles allowed to see keys with when-authorized. If not set, any authenticated user.
 */
@ConfigurationProperties("batch-executor.timeline")
record TimelineProperties(
        @DefaultValue("never") Show showValues,
        @DefaultValue Set<String> roles) {}
