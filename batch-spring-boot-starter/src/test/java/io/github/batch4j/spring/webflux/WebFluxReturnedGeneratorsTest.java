package io.github.batch4j.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.spring.mvc.ReturningApplication;
import io.github.batch4j.spring.returned.ReturnedGeneratorsContract;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;

/** The handlers of the application for Spring MVC, on WebFlux: their answers are the same. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        classes = ReturningApplication.class,
        properties = "spring.main.web-application-type=reactive")
class WebFluxReturnedGeneratorsTest extends ReturnedGeneratorsContract {

    /** There are no views here, so the name is all that there is to see. */
    @Test
    void resultMayBeTheNameOfAView(CapturedOutput output) throws Exception {
        assertThat(get("/redirected").statusCode()).isEqualTo(500);

        assertThat(output).contains("Could not resolve view with name 'redirect:/pets/a'");
        assertThat(sent()).containsExactly("[a]");
    }

    @Test
    void errorThatReactorWouldNotPassOnIsAnswered() throws Exception {
        assertThat(get("/broken").statusCode()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({
        "/nested, let a handler of Spring MVC or WebFlux return the generator itself",
        "/future, let a handler of Spring MVC or WebFlux return the generator itself",
        "/again, return reactiveBatchExecutor.execute(generator) instead"
    })
    void whatIsNotExecutedFailsAndSaysWhatToDo(String path, String message, CapturedOutput output) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(output).contains(message).doesNotContain("secret");
        assertThat(sent()).isEmpty();
    }
}
