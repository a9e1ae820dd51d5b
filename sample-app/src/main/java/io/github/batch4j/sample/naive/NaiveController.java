package io.github.batch4j.sample.naive;

import io.github.batch4j.sample.roundtrip.RoundTripRecorder;
import io.github.batch4j.sample.users.Couple;
import io.github.batch4j.sample.users.CoupleAnswer;
import io.github.batch4j.sample.users.UserJson;
import jakarta.validation.constraints.Positive;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Users and their spouses from Redis, one question at a time: three round trips. */
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
        RoundTripRecorder recorder = new RoundTripRecorder();
        Couple couple = new NaiveUsers(redis, json, recorder).couple(id);
        return CoupleAnswer.of(couple, recorder.roundTrips());
    }
}
