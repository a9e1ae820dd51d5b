package io.github.batch4j.sample;

import jakarta.validation.constraints.Positive;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The same people one question at a time, to compare: three round trips. */
@RestController
class NaiveController {

    private final StringRedisTemplate redis;
    private final UserJson json;

    NaiveController(StringRedisTemplate redis, UserJson json) {
        this.redis = redis;
        this.json = json;
    }

    @GetMapping("/naive/users/{id}/spouses")
    CoupleAnswer couple(@PathVariable @Positive long id) {
        RoundTripNotes notes = new RoundTripNotes();
        Couple couple = new NaiveUsers(redis, json, notes).couple(id);
        return CoupleAnswer.of(couple, notes.roundTrips());
    }
}
