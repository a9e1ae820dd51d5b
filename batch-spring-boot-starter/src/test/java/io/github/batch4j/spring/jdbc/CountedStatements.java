package io.github.batch4j.spring.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The statements sent by the connections of a data source, each row of a JDBC batch counted by itself. */
final class CountedStatements {

    private final Map<String, LongAdder> sent = new ConcurrentHashMap<>();

    DataSource of(DataSource source) {
        return new DelegatingDataSource(source) {
            @Override
            public Connection getConnection() throws SQLException {
                return (Connection) counted(Connection.class, super.getConnection(), null);
            }

            @Override
            public int getLoginTimeout() {
                return 5; // seconds that the pool waits when it closes
            }
        };
    }

    /**
     * A connection or statement that counts.
     *
     * @param sql the text of a prepared statement
     */
    private Object counted(Class<?> type, Object target, @Nullable String sql) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            String text =
                    arguments != null && arguments.length > 0 && arguments[0] instanceof String given ? given : sql;
            if (target instanceof Statement && text != null && isSent(method.getName())) {
                sent.computeIfAbsent(text.toLowerCase(Locale.ROOT), any -> new LongAdder())
                        .increment();
            }
            try {
                Object result = method.invoke(target, arguments);
                return target instanceof Connection && result instanceof Statement
                        ? counted(method.getReturnType(), result, text)
                        : result;
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        });
    }

    private static boolean isSent(String method) {
        return method.equals("addBatch") || method.startsWith("execute") && !method.endsWith("Batch");
    }

    long statements(String verb, String containing) {
        return matching(verb, containing)
                .mapToLong(text -> sent.get(text).sum())
                .sum();
    }

    long texts(String verb, String containing) {
        return matching(verb, containing).count();
    }

    private Stream<String> matching(String verb, String containing) {
        return sent.keySet().stream().filter(text -> text.startsWith(verb + " ") && text.contains(containing));
    }

    void reset() {
        sent.clear();
    }
}
