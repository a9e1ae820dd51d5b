package io.github.batch4j.sample;

import java.sql.Connection;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.api.Trigger;
import org.springframework.jdbc.core.JdbcTemplate;

/** Does something when H2 reads the table of users, before it has an answer. Public for H2 to call it. */
public class WhenUsersAreRead implements Trigger {

    private static final Runnable NOTHING = () -> {};
    private static final AtomicReference<Runnable> NEXT = new AtomicReference<>(NOTHING);

    /** Does it once. */
    static void run(JdbcTemplate jdbc, Runnable action) {
        NEXT.set(action);
        jdbc.execute("create trigger if not exists when_users_are_read before select on users call '"
                + WhenUsersAreRead.class.getName() + "'");
    }

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) {
        NEXT.getAndSet(NOTHING).run();
    }
}
