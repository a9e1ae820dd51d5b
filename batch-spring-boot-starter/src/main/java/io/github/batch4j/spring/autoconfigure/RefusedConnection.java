package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.CoroutineKind;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.ConnectionHandle;
import org.springframework.jdbc.datasource.ConnectionHolder;

/**
 * Stands on the thread of a body for the connection that the calling thread's transaction holds. Without it a body
 * would take a second connection, which does not see what the transaction has written, and waits for ever if there is
 * none.
 */
final class RefusedConnection extends ConnectionHolder {

    private RefusedConnection() {
        super(new Handle());
    }

    /** What stands for a resource of a transaction, null if that is no connection. */
    static @Nullable Object inPlaceOf(@Nullable Object resource) {
        return resource instanceof ConnectionHolder ? new RefusedConnection() : null;
    }

    /** Asked by the transaction manager of JDBC before anything else. */
    @Override
    protected boolean isTransactionActive() {
        throw refusal();
    }

    /** Asked by that of JPA before it begins a transaction. */
    @Override
    public boolean isSynchronizedWithTransaction() {
        throw refusal();
    }

    private static IllegalStateException refusal() {
        return new IllegalStateException(
                "the connection is held by a transaction of the calling thread, and this body runs"
                        + " on " + Thread.currentThread().getName()
                        + ": yield an operation instead, whose batch runs in the transaction; or call this outside of the"
                        + " body; or let bodies run on the calling thread, on JDK 24 and newer, if that is a platform thread,"
                        + " with --add-exports java.base/jdk.internal.vm=" + module());
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
