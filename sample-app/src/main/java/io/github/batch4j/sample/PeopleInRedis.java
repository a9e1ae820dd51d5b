package io.github.batch4j.sample;

import io.github.batch4j.sample.redis.NoRedisException;
import jakarta.annotation.PostConstruct;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** Writes {@link SamplePeople} to Redis before the first request is taken, all in one round trip. */
@Component
class PeopleInRedis {

    private final StringRedisTemplate redis;
    private final UserJson json;

    PeopleInRedis(StringRedisTemplate redis, UserJson json) {
        this.redis = redis;
        this.json = json;
    }

    @PostConstruct
    void write() {
        Map<String, String> entries = new LinkedHashMap<>();
        SamplePeople.all().forEach(person -> put(entries, person));
        try {
            redis.opsForValue().multiSet(entries);
        } catch (DataAccessException e) {
            throw new NoRedisException("The users could not be written to Redis: " + e.getCause(), e);
        }
    }

    private void put(Map<String, String> entries, Couple person) {
        User user = person.user();
        entries.put("user:" + user.id(), json.write(user));
        if (person.spouse() != null) {
            entries.put("spouseId:" + user.id(), Long.toString(person.spouse().id()));
        }
        String presence = SamplePeople.presence(user.id());
        if (presence != null) {
            entries.put("presence:" + user.id(), presence);
        }
    }
}
