package io.github.batch4j.sample.infrastructure;

import io.github.batch4j.BatchTimeoutException;
import io.github.batch4j.MissingKeyException;
import io.github.batch4j.sample.users.UserNotFoundException;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers errors as problem details (RFC 9457): Spring's own exceptions by inheritance, and ours. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    ProblemDetail userNotFound(UserNotFoundException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, e.getMessage());
    }

    /** Answers a required key without a value; all keys that this sample requires are ids of users. */
    @ExceptionHandler
    ProblemDetail keyNotFound(MissingKeyException e) {
        return userNotFound(new UserNotFoundException(e.key()));
    }

    /** Answers a failed store. The executor rethrows what Spring threw, so code with and without batches ends here. */
    @ExceptionHandler
    ProblemDetail storeFailed(DataAccessException e) {
        String store = e.contains(SQLException.class) ? "The database" : "Redis";
        log.warn("{} failed: {}", store, e.getMostSpecificCause().toString());
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, store + " does not answer. Please try again in a moment.");
    }

    /** Answers a wait for a store that has taken too long, as that for a query which requests share. */
    @ExceptionHandler
    ProblemDetail waitedTooLong(BatchTimeoutException e) {
        log.warn("A store failed: {}", e.getMessage());
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "The store does not answer. Please try again in a moment.");
    }

    /** Names the wrong parameter and the constraint; the inherited method does neither. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = e.getParameterValidationResults().stream()
                .map(ProblemHandler::describe)
                .distinct() // several elements may break the same constraint
                .collect(Collectors.joining(" "));
        e.getBody().setDetail(detail);
        return super.handleHandlerMethodValidationException(e, headers, status, request);
    }

    private static String describe(ParameterValidationResult result) {
        String messages = result.getResolvableErrors().stream()
                .map(MessageSourceResolvable::getDefaultMessage)
                .distinct()
                .collect(Collectors.joining(", "));
        return "'" + result.getMethodParameter().getParameterName() + "' " + messages + ".";
    }
}
