package com.example.couples.graphql;

import com.example.couples.shared.User;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.MissingKeyException;
import io.github.batch4j.spring.redis.RedisBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.GraphQlExceptionHandler;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;

/**
 * Couples field by field: each method asks for one thing of one couple. The fields of all couples of a query share two
 * round trips.
 */
@Controller
class CoupleController {

    /** Two keys each fill one MGET. */
    private static final int MOST = 500;

    /** The couple of a user, of which nothing has been loaded. */
    record Couple(long id) {}

    private final RedisBatch<String> redis;
    private final RedisBatch<User> users;

    CoupleController(RedisBatch<String> redis) {
        this.redis = redis;
        this.users = redis.json(User.class);
    }

    @QueryMapping
    List<Couple> couples(@Argument List<Long> ids) {
        if (ids.size() > MOST) {
            throw new IllegalArgumentException("Expected at most " + MOST + " ids, got " + ids.size() + ".");
        }
        return ids.stream().map(Couple::new).toList();
    }

    @SchemaMapping
    BatchGenerator<User> user(Couple couple) {
        return users.require("user:" + couple.id());
    }

    @SchemaMapping
    BatchGenerator<@Nullable User> spouse(Couple couple) {
        return redis.get("spouseId:" + couple.id())
                .flatMap(id -> id == null ? BatchGenerator.value(null) : users.get("user:" + id));
    }

    /** Turns failures into errors, those of generators too: these fail after their methods have returned. */
    @ControllerAdvice
    static class Failures {

        @GraphQlExceptionHandler
        GraphQLError missing(MissingKeyException e, DataFetchingEnvironment field) {
            return error(ErrorType.NOT_FOUND, "There is no " + e.key() + ".", field);
        }

        @GraphQlExceptionHandler
        GraphQLError away(DataAccessException e, DataFetchingEnvironment field) {
            return error(ErrorType.INTERNAL_ERROR, "Redis does not answer.", field);
        }

        @GraphQlExceptionHandler
        GraphQLError refused(IllegalArgumentException e, DataFetchingEnvironment field) {
            return error(ErrorType.BAD_REQUEST, String.valueOf(e.getMessage()), field);
        }

        private static GraphQLError error(ErrorType type, String message, DataFetchingEnvironment field) {
            return GraphqlErrorBuilder.newError(field)
                    .errorType(type)
                    .message("%s", message)
                    .build();
        }
    }
}
