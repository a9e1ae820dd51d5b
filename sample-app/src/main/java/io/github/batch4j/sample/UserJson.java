package io.github.batch4j.sample;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads users from what Redis holds under {@code user:ID}, and writes them for it. */
@Component
class UserJson {

    private final JsonMapper mapper;

    UserJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Nullable
    User read(@Nullable String json) {
        return json == null ? null : mapper.readValue(json, User.class);
    }

    String write(User user) {
        return mapper.writeValueAsString(user);
    }
}
