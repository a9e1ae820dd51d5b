package io.github.batch4j.sample;

import io.github.batch4j.sample.redis.NoRedisException;
import jakarta.annotation.PostConstruct;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * The people in Redis, invented and always the same: 1 to 24 are married to 101 to 124, 25 to 30 to nobody, and 12345 is
 * married to 67890.
 */
@Component
class SampleUsers {

    private static final List<String> NAMES = List.of(
            "Alma", "Bruno", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hiro", "Ines", "Jonas", "Kaya", "Lior",
            "Mina", "Nuno", "Olga", "Pavel", "Quynh", "Rosa", "Sven", "Tala", "Umar", "Vera", "Wanja", "Xenia", "Yusuf",
            "Zora", "Anouk", "Bela", "Carmen", "Davor", "Emre", "Flora", "Goran", "Hanna", "Ivo", "Jana", "Kofi");
    private static final List<String> CITIES = List.of("Bergen", "Cusco", "Dakar", "Kyoto", "Lisbon", "Porto", "Riga");

    private final StringRedisTemplate redis;
    private final UserJson json;

    SampleUsers(StringRedisTemplate redis, UserJson json) {
        this.redis = redis;
        this.json = json;
    }

    /** Writes them before the first request is taken, all in one round trip. */
    @PostConstruct
    void write() {
        Map<String, String> entries = new LinkedHashMap<>();
        for (long id = 1; id <= 24; id++) {
            marry(entries, user(id), user(100 + id));
        }
        for (long id = 25; id <= 30; id++) {
            put(entries, user(id));
        }
        marry(entries, new User(12345, "Ada", "Lisbon"), new User(67890, "Grace", "Bergen"));
        try {
            redis.opsForValue().multiSet(entries);
        } catch (DataAccessException e) {
            throw new NoRedisException("The users could not be written to Redis: " + e.getCause(), e);
        }
    }

    private void marry(Map<String, String> entries, User a, User b) {
        put(entries, a);
        put(entries, b);
        entries.put("spouseId:" + a.id(), Long.toString(b.id()));
        entries.put("spouseId:" + b.id(), Long.toString(a.id()));
    }

    private void put(Map<String, String> entries, User user) {
        entries.put("user:" + user.id(), json.write(user));
    }

    /** Somebody with that id. The sizes of the two lists share no divisor, so names and cities mix. */
    private static User user(long id) {
        int number = (int) id;
        return new User(id, NAMES.get(number % NAMES.size()), CITIES.get(number % CITIES.size()));
    }
}
