package io.github.batch4j.sample.users;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The JSON format of users in Redis. */
@Component
public class UserJson {

    private final JsonMapper mapper;

    UserJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Reads a user; null if there is no JSON. */
    public @Nullable User read(@Nullable String json) {
        return json == null ? null : mapper.readValue(json, User.class);
    }

    public String write(User user) {
        return mapper.writeValueAsString(user);
    }
}
