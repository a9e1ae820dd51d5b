package io.github.batch4j.sample.testing;

import java.sql.Connection;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.api.Trigger;
import org.springframework.jdbc.core.JdbcTemplate;

/** A trigger that runs an action when H2 reads the table of users, before there is an answer. Public for H2. */
public class UserReadTrigger implements Trigger {

    private static final Runnable NOTHING = () -> {};
    private static final AtomicReference<Runnable> NEXT = new AtomicReference<>(NOTHING);

    /** Runs the action at the next read, once. */
    public static void run(JdbcTemplate jdbc, Runnable action) {
        NEXT.set(action);
        jdbc.execute("create trigger if not exists when_users_are_read before select on users call '"
                + UserReadTrigger.class.getName() + "'");
    }

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) {
        NEXT.getAndSet(NOTHING).run();
    }
}
