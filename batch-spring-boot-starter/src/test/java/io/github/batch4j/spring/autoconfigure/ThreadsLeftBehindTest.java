package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.ThreadContext;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/** Threads of a server or a pool, which outlive the body or the application that ran on them. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class ThreadsLeftBehindTest {

    private static final TransactionExecution TRANSACTION = new TransactionExecution() {};

    @Test
    void transactionThatABodyLeavesOpenIsNotThatOfTheNextBodyOnItsThread() {
        ThreadContext.Snapshot snapshot = new TransactionThreadContext(resource -> null).capture();

        CompletableFuture.runAsync(() -> {
                    ThreadContext.Scope scope = snapshot.bind();
                    new SpringTransactions().afterBegin(TRANSACTION, null);
                    assertThat(SpringTransactions.innermost()).isSameAs(TRANSACTION);

                    assertThatThrownBy(scope::close)
                            .hasMessageStartingWith("a body has ended inside a transaction that it has begun");

                    assertThat(SpringTransactions.innermost()).isNull();
                })
                .join();
    }

    @Test
    void applicationThatIsTakenOffItsServerIsForgotten() throws ReflectiveOperationException, IOException {
        WeakReference<ClassLoader> application = runAnApplication();

        for (int i = 0; i < 100 && application.get() != null; i++) {
            System.gc();
        }
        assertThat(application.get()).isNull();
    }

    private static WeakReference<ClassLoader> runAnApplication() throws ReflectiveOperationException, IOException {
        try (Application application = new Application()) {
            Class<?> jdbc = application.loadClass(JdbcBatch.class.getName());
            assertThat(jdbc).isNotSameAs(JdbcBatch.class);
            commit((TransactionExecutionListener)
                    jdbc.getMethod("transactionListener").invoke(null));

            Constructor<?> transactions =
                    application.loadClass(SpringTransactions.class.getName()).getDeclaredConstructor();
            transactions.setAccessible(true);
            commit((TransactionExecutionListener) transactions.newInstance());
            return new WeakReference<>(application);
        }
    }

    private static void commit(TransactionExecutionListener listener) {
        listener.afterBegin(TRANSACTION, null);
        listener.afterCommit(TRANSACTION, null);
    }

    /** An application with its own copy of the starter. */
    private static final class Application extends URLClassLoader {

        Application() {
            super(
                    new URL[] {
                        JdbcBatch.class.getProtectionDomain().getCodeSource().getLocation()
                    },
                    JdbcBatch.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                return name.startsWith("io.github.batch4j.spring.") ? findClass(name) : super.loadClass(name, resolve);
            }
        }
    }
}
