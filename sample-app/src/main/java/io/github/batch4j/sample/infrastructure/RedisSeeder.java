package io.github.batch4j.sample.infrastructure;

import io.github.batch4j.sample.users.Couple;
import io.github.batch4j.sample.users.User;
import io.github.batch4j.sample.users.UserJson;
import jakarta.annotation.PostConstruct;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** Writes {@link SampleUsers} to Redis before the first request is accepted, in one round trip. */
@Component
class RedisSeeder {

    private final StringRedisTemplate redis;
    private final UserJson json;

    RedisSeeder(StringRedisTemplate redis, UserJson json) {
        this.redis = redis;
        this.json = json;
    }

    @PostConstruct
    void write() {
        Map<String, String> entries = new LinkedHashMap<>();
        SampleUsers.all().forEach(couple -> put(entries, couple));
        try {
            redis.opsForValue().multiSet(entries);
        } catch (DataAccessException e) {
            throw new NoRedisException("The users could not be written to Redis: " + e.getCause(), e);
        }
    }

    private void put(Map<String, String> entries, Couple couple) {
        User user = couple.user();
        entries.put("user:" + user.id(), json.write(user));
        if (couple.spouse() != null) {
            entries.put("spouseId:" + user.id(), Long.toString(couple.spouse().id()));
        }
        String presence = SampleUsers.presence(user.id());
        if (presence != null) {
            entries.put("presence:" + user.id(), presence);
        }
    }
}
