package io.github.batch4j.spring.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.BatchExecutorFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** The moment at which the login is looked up, and the owner of each security context. */
@Tag("coroutines")
@SpringJUnitConfig
class SecurityBodyTest {

    private static final BatchLoader<String, String> STORE = BatchLoader.of("store", keys -> Map.of());

    private final Session session = new Session();
    private final BatchExecutor executor;

    SecurityBodyTest(@Autowired BatchExecutorFactory factory) {
        executor = factory.create();
    }

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void executionWithoutBodiesDoesNotLoadTheSession() {
        SecurityContextHolder.setDeferredContext(session);

        executor.execute(STORE.get("a").flatMap(any -> STORE.get("b")));

        assertThat(session.loaded).isEmpty();
        assertThat(user()).isEqualTo("ann");
    }

    @Test
    void bodiesFindWhoIsInTheSession() {
        SecurityContextHolder.setDeferredContext(session);

        assertThat(executor.all(List.of("a", "b"), this::askAsUser)).containsExactly("ann ann", "ann ann");
    }

    @Test
    void contextOfTheSessionIsNotThatOfABody() {
        SecurityContextHolder.setDeferredContext(session);

        List<String> found = executor.all(List.of("bob", "eve"), name -> {
            logInInPlace(name);
            return askAsUser(name);
        });

        assertThat(found).containsExactly("bob bob", "eve eve");
        assertThat(session.loaded)
                .isNotEmpty()
                .allMatch(context -> nameIn(context).equals("ann"));
        assertThat(user()).isEqualTo("ann");
    }

    @Test
    void callerKeepsItsContextToTheObject() {
        SecurityContext ofCaller = SecurityContextHolder.getContext();

        executor.all(List.of("a", "b"), this::askAsUser);

        assertThat(SecurityContextHolder.getContext()).isSameAs(ofCaller);
    }

    @Test
    void loginAfterwardsIsSeenByTheNextBodies() {
        SecurityContext ofCaller = SecurityContextHolder.getContext();
        executor.all(List.of("a", "b"), this::askAsUser);
        ofCaller.setAuthentication(new TestingAuthenticationToken("eve", ""));

        assertThat(executor.all(List.of("a", "b"), this::askAsUser)).containsExactly("eve eve", "eve eve");
    }

    @Test
    void bodiesOfABodyFindAsWhomItHasLoggedInLast() {
        List<List<String>> found = executor.all(List.of("bob", "eve"), name -> {
            logInInPlace("not yet " + name);
            askAsUser(name);
            logInInPlace(name);
            return executor.all(List.of("a", "b"), this::askAsUser);
        });

        assertThat(found).containsExactly(List.of("bob bob", "bob bob"), List.of("eve eve", "eve eve"));
    }

    @Test
    void contextIsAsDeepAfterManyBodiesAsBefore() {
        SecurityContextHolder.setDeferredContext(session);

        executor.all(Collections.nCopies(50_000, "a"), key -> key);

        assertThat(user()).isEqualTo("ann");
    }

    @Test
    void strategyThatKnowsNoDeferredContexts() {
        SecurityContextHolderStrategy before = SecurityContextHolder.getContextHolderStrategy();
        SecurityContextHolder.setContextHolderStrategy(new Undeferred());
        try {
            SecurityContext ofCaller = new SecurityContextImpl(new TestingAuthenticationToken("ann", ""));
            SecurityContextHolder.setContext(ofCaller);

            assertThat(executor.all(List.of("a", "b"), this::askAsUser)).containsExactly("ann ann", "ann ann");
            assertThat(SecurityContextHolder.getContext()).isSameAs(ofCaller);
        } finally {
            SecurityContextHolder.setContextHolderStrategy(before);
        }
    }

    /** Returns the current user before and after a yield. */
    private String askAsUser(String key) {
        String before = user();
        executor.execute(STORE.get(key));
        return before + " " + user();
    }

    private static void logInInPlace(String name) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(name, ""));
    }

    private static String user() {
        return nameIn(SecurityContextHolder.getContext());
    }

    private static String nameIn(SecurityContext context) {
        Authentication user = context.getAuthentication();
        return user == null ? "nobody" : user.getName();
    }

    /** A session that loads the context anew for each caller, and records all contexts returned. */
    private static final class Session implements Supplier<SecurityContext> {

        private final List<SecurityContext> loaded = new ArrayList<>();

        @Override
        public SecurityContext get() {
            SecurityContext context = new SecurityContextImpl(new TestingAuthenticationToken("ann", ""));
            loaded.add(context);
            return context;
        }
    }

    /** A strategy from before there were deferred contexts. */
    private static final class Undeferred implements SecurityContextHolderStrategy {

        private final ThreadLocal<SecurityContext> context = ThreadLocal.withInitial(this::createEmptyContext);

        @Override
        public SecurityContext getContext() {
            return context.get();
        }

        @Override
        public void setContext(SecurityContext next) {
            context.set(next);
        }

        @Override
        public void clearContext() {
            context.remove();
        }

        @Override
        public SecurityContext createEmptyContext() {
            return new SecurityContextImpl();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
