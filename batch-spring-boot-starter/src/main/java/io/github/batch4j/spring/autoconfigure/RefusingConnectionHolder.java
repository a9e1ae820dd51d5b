package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.CoroutineKind;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.ConnectionHandle;
import org.springframework.jdbc.datasource.ConnectionHolder;

/**
 * A connection holder that refuses to be used, on the thread of a body in place of the one that the calling thread's
 * transaction holds. Without it a body would take a second connection, which does not see what the transaction has
 * written, and would wait without end if the pool has no more.
 */
final class RefusingConnectionHolder extends ConnectionHolder {

    private RefusingConnectionHolder() {
        super(new Handle());
    }

    /** A refusing holder in place of a connection holder; null for any other resource. */
    static @Nullable Object inPlaceOf(@Nullable Object resource) {
        return resource instanceof ConnectionHolder ? new RefusingConnectionHolder() : null;
    }

    /** Called by the transaction manager of JDBC before anything else. */
    @Override
    protected boolean isTransactionActive() {
        throw refusal();
    }

    /** Called by the transaction manager of JPA before it begins a transaction. */
    @Override
    public boolean isSynchronizedWithTransaction() {
        throw refusal();
    }

    private static IllegalStateException refusal() {
        return new IllegalStateException(
                "the connection is held by a transaction of the calling thread, and this body runs"
                        + " on " + Thread.currentThread().getName()
                        + ": yield an operation instead, whose batch runs in the transaction; or call this outside of"
                        + " the body; or let bodies run on the calling thread, on JDK 24 and newer, if that is a"
                        + " platform thread, with --add-exports java.base/jdk.internal.vm=" + module());
    }

    private static String module() {
        Module module = CoroutineKind.class.getModule();
        return module.isNamed() ? module.getName() : "ALL-UNNAMED";
    }

    private static final class Handle implements ConnectionHandle {

        @Override
        public Connection getConnection() {
            throw refusal();
        }
    }
}
