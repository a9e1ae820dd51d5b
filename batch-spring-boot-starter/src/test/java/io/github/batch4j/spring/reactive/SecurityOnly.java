package io.github.batch4j.spring.reactive;

import io.github.batch4j.BatchExecutor;
import java.time.Duration;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** An application that has Spring Security, and no context propagation. */
public final class SecurityOnly {

    private SecurityOnly() {}

    /** The users of two subscriptions and, after each, of their thread; at last of one that has none. */
    public static String users() {
        Scheduler scheduler = Schedulers.newBoundedElastic(1, 10, "one");
        ReactiveBatchExecutor reactive = ReactiveBatchExecutor.create(BatchExecutor::create, scheduler);
        StringBuilder users = new StringBuilder();
        for (String name : new String[] {"ada", "eve"}) {
            Mono<String> ofSubscriber = reactive.call(SecurityOnly::user)
                    .contextWrite(
                            ReactiveSecurityContextHolder.withAuthentication(new TestingAuthenticationToken(name, "")));
            Mono<String> ofThread = Mono.fromCallable(SecurityOnly::user).subscribeOn(scheduler);
            users.append(ofSubscriber.block(Duration.ofSeconds(20))).append(' ');
            users.append(ofThread.block(Duration.ofSeconds(20))).append(' ');
        }
        scheduler.schedule(
                () -> SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("left", "")));
        users.append(reactive.call(SecurityOnly::user).block(Duration.ofSeconds(20)));
        scheduler.dispose();
        return users.toString();
    }

    private static String user() {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        return user == null ? "nobody" : user.getName();
    }
}
