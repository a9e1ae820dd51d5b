package io.github.batch4j.spring.context;

import java.util.Locale;
import org.slf4j.MDC;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletWebRequest;

/** The ways in which a word can be bound to a thread. */
enum Binding {
    LOCALE {
        @Override
        void bind(String word) {
            LocaleContextHolder.setLocale(word == null ? null : Locale.forLanguageTag("en-x-" + word));
        }

        @Override
        String bound() {
            return LocaleContextHolder.getLocaleContext() == null
                    ? null
                    : LocaleContextHolder.getLocale().toLanguageTag().substring(5);
        }
    },

    MAPPED_DIAGNOSTIC_CONTEXT {
        @Override
        void bind(String word) {
            if (word == null) {
                MDC.remove("word");
            } else {
                MDC.put("word", word);
            }
        }

        @Override
        String bound() {
            return MDC.get("word");
        }
    },

    REGISTERED_WITH_CONTEXT_PROPAGATION {
        @Override
        void bind(String word) {
            if (word == null) {
                REGISTERED.remove();
            } else {
                REGISTERED.set(word);
            }
        }

        @Override
        String bound() {
            return REGISTERED.get();
        }
    },

    REQUEST {
        @Override
        void bind(String word) {
            RequestAttributes attributes = null;
            if (word != null) {
                attributes = new ServletWebRequest(new MockHttpServletRequest());
                attributes.setAttribute("word", word, RequestAttributes.SCOPE_REQUEST);
            }
            RequestContextHolder.setRequestAttributes(attributes);
        }

        @Override
        String bound() {
            RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
            return attributes == null
                    ? null
                    : (String) attributes.getAttribute("word", RequestAttributes.SCOPE_REQUEST);
        }
    },

    SECURITY_CONTEXT {
        @Override
        void bind(String word) {
            if (word == null) {
                SecurityContextHolder.clearContext();
            } else {
                SecurityContextHolder.setContext(new SecurityContextImpl(new TestingAuthenticationToken(word, "")));
            }
        }

        @Override
        String bound() {
            return nameOfUser();
        }
    },

    SECURITY_CONTEXT_CHANGED_IN_PLACE {
        @Override
        void bind(String word) {
            SecurityContextHolder.getContext()
                    .setAuthentication(word == null ? null : new TestingAuthenticationToken(word, ""));
        }

        @Override
        String bound() {
            return nameOfUser();
        }
    };

    /** A thread local whose accessor the test registers. */
    static final ThreadLocal<String> REGISTERED = new ThreadLocal<>();

    /** Binds a word to the current thread, or nothing if it is null. */
    abstract void bind(String word);

    /** Returns the word bound to the current thread, null if there is none. */
    abstract String bound();

    private static String nameOfUser() {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        return user == null ? null : user.getName();
    }
}
