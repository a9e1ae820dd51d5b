package io.github.batch4j.spring.timeline;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/** The actuator endpoint {@code batch4j}: the {@link Timeline} as JSON. Thread-safe. */
@Endpoint(id = BatchEndpoint.ID)
@RegisterReflectionForBinding(RecordedWork.class) // no return type below names it
public final class BatchEndpoint {

    /** The id of the endpoint, and unless mapped to another one its path. */
    public static final String ID = "batch4j";

    private final Timeline timeline;
    private final Show showValues;
    private final Set<String> roles;

    /**
     * Makes an endpoint.
     *
     * @param timeline the works that it shows
     * @param showValues the readers who see keys
     * @param roles the roles of which a reader needs one if {@code showValues} is {@link Show#WHEN_AUTHORIZED}; empty
     *     if any authenticated one will do
     */
    public BatchEndpoint(Timeline timeline, Show showValues, Set<String> roles) {
        this.timeline = timeline;
        this.showValues = showValues;
        this.roles = Set.copyOf(roles);
    }

    /**
     * The works that have ended.
     *
     * @return the works without their batches, the latest first
     */
    @ReadOperation
    public Works works() {
        return new Works(timeline.works().stream().map(RecordedWork::summary).toList());
    }

    /**
     * One work with its batches.
     *
     * @param id the number of the work
     * @return the work, null if it is unknown or no longer kept
     */
    @ReadOperation
    public @Nullable Object work(@Selector long id) {
        return work(id, showValues.isShown(true));
    }

    @Nullable
    RecordedWork work(long id, SecurityContext reader) {
        return work(id, showValues.isShown(reader, roles));
    }

    private @Nullable RecordedWork work(long id, boolean withKeys) {
        RecordedWork work = timeline.work(id);
        return work == null || withKeys ? work : work.withoutKeys();
    }

    /**
     * The list of works, as JSON.
     *
     * @param works the works, the latest first
     */
    public record Works(List<?> works) {}
}
