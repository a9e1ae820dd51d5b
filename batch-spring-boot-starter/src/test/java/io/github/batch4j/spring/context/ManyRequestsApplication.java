package io.github.batch4j.spring.context;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.annotation.RequestScope;

/** Blocking services, called side by side, which record the current user before and after each call. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableWebSecurity
@Import({
    ManyRequestsApplication.Seen.class,
    ManyRequestsApplication.FirstInBody.class,
    ManyRequestsApplication.Store.class,
    ManyRequestsApplication.Friends.class,
    ManyRequestsApplication.Controller.class
})
class ManyRequestsApplication {

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .httpBasic(Customizer.withDefaults())
                .authenticationProvider(new AnyUser())
                .build();
    }

    @Bean
    Filter logging() {
        return (request, response, chain) -> {
            MDC.put("user", ((HttpServletRequest) request).getHeader("X-Log"));
            try {
                chain.doFilter(request, response);
            } finally {
                MDC.clear();
            }
        };
    }

    /** An authentication provider that accepts every user whose password is the user name. */
    static class AnyUser implements AuthenticationProvider {

        @Override
        public Authentication authenticate(Authentication login) {
            return login.getName().equals(login.getCredentials())
                    ? UsernamePasswordAuthenticationToken.authenticated(login.getName(), null, List.of())
                    : null;
        }

        @Override
        public boolean supports(Class<?> type) {
            return type == UsernamePasswordAuthenticationToken.class;
        }
    }

    /** All contexts seen in a request, with their counts. */
    @RequestScope
    static class Seen {

        private String user;
        private final Map<String, Integer> times = new TreeMap<>();

        public void by(String user) {
            this.user = user;
        }

        public void write(FirstInBody first) {
            String principal =
                    SecurityContextHolder.getContext().getAuthentication().getName();
            String locale = LocaleContextHolder.getLocale().toLanguageTag();
            times.merge(
                    "[%s %s %s %s %s]".formatted(principal, MDC.get("user"), locale, user, first.user(principal)),
                    1,
                    Integer::sum);
        }

        @Override
        public String toString() {
            return times.entrySet().stream()
                    .map(seen -> seen.getValue() + " times " + seen.getKey())
                    .collect(Collectors.joining(", "));
        }
    }

    /** A request-scoped bean, made when a body first needs it, that keeps the user of that moment. */
    @RequestScope
    static class FirstInBody {

        private String user;

        public String user(String current) {
            user = user == null ? current : user;
            return user;
        }
    }

    /** A store that answers on other threads, without a request. */
    static class Store {

        final AtomicInteger batches = new AtomicInteger();
        private final BatchLoader<Integer, Integer> next = BatchLoader.ofAsync("next", keys -> {
            batches.incrementAndGet();
            return CompletableFuture.supplyAsync(
                    () -> keys.stream().collect(Collectors.toMap(Function.identity(), key -> key + 1)));
        });
    }

    static class Friends {

        private final BatchExecutor batchExecutor;
        private final Store store;
        private final Seen seen;
        private final FirstInBody first;

        Friends(BatchExecutor batchExecutor, Store store, Seen seen, FirstInBody first) {
            this.batchExecutor = batchExecutor;
            this.store = store;
            this.seen = seen;
            this.first = first;
        }

        int friendOf(int id) {
            seen.write(first);
            int friend = batchExecutor.execute(store.next.get(id));
            seen.write(first);
            return friend;
        }

        int friendOfFriends(int id) {
            seen.write(first);
            List<Integer> friends = batchExecutor.all(List.of(id, id + 10), this::friendOf);
            seen.write(first);
            return friendOf(friends.get(1));
        }
    }

    @RestController
    static class Controller {

        private final BatchExecutor batchExecutor;
        private final Friends friends;
        private final Seen seen;

        Controller(BatchExecutor batchExecutor, Friends friends, Seen seen) {
            this.batchExecutor = batchExecutor;
            this.friends = friends;
            this.seen = seen;
        }

        @GetMapping("/seen")
        String seen(HttpServletRequest request) {
            seen.by(request.getUserPrincipal().getName());
            batchExecutor.zip(
                    () -> friends.friendOfFriends(100),
                    () -> friends.friendOf(friends.friendOf(friends.friendOf(200))),
                    Integer::sum);
            return seen.toString();
        }
    }
}
