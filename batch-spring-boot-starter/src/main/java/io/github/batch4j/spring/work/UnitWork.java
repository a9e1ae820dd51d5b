package io.github.batch4j.spring.work;

import io.github.batch4j.spring.unit.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** The {@link Work} of the current unit of work, made by its first execution. */
public final class UnitWork implements UnitOfWork.Attachment {

    private final Work work;

    private UnitWork(UnitOfWork unit) {
        this.work = Work.ofUnit(unit);
    }

    /**
     * Returns the work of the unit that is bound to the current thread.
     *
     * @return the work; null if no unit is bound
     */
    public static @Nullable Work current() {
        UnitOfWork unit = UnitOfWork.current();
        return unit == null ? null : ((UnitWork) unit.attachment(() -> new UnitWork(unit))).work;
    }

    @Override
    public void onEnd(@Nullable Throwable failure) {
        work.close(failure);
    }
}
