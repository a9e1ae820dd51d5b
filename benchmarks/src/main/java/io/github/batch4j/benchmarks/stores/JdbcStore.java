package io.github.batch4j.benchmarks.stores;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The users in PostgreSQL, read in each of the forms. */
final class JdbcStore {

    private static final String SQL = "select id, name, spouse_id from users where id = any(?)";
    private static final RowMapper<User> MAPPER =
            (row, number) -> new User(row.getLong("id"), row.getString("name"), row.getLong("spouse_id"));

    private final JdbcTemplate template;
    private final JdbcLoader<Long, @Nullable User> users;

    JdbcStore(JdbcTemplate template) {
        this.template = template;
        this.users = JdbcBatch.of(template)
                .table("users")
                .columns("id", "name", "spouse_id")
                .keyedBy(Long.class, "id")
                .one(MAPPER);
    }

    List<@Nullable User> usersByHand(List<Integer> ids) {
        Long[] keys = new Long[ids.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ids.get(i).longValue();
        }
        Map<Long, User> found = new HashMap<>();
        for (User user : template.query(SQL, MAPPER, (Object) keys)) {
            found.put(user.id(), user);
        }
        List<@Nullable User> users = new ArrayList<>(keys.length);
        for (Long key : keys) {
            users.add(found.get(key));
        }
        return users;
    }

    List<@Nullable User> users(BatchExecutor executor, List<Integer> ids) {
        return executor.execute(BatchGenerator.<Integer, @Nullable User>all(ids, this::genUser));
    }

    BatchGenerator<@Nullable User> genUser(int id) {
        return users.get((long) id);
    }
}
