package io.github.batch4j.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.spring.returned.ReturnedGeneratorsContract;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;

/** Generators that handlers of Spring MVC return. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, classes = ReturningApplication.class)
class ReturnedGeneratorsTest extends ReturnedGeneratorsContract {

    @Test
    void asynchronousResultsAreExecuted() throws Exception {
        assertThat(get("/callable").body()).isEqualTo(A);
        assertThat(get("/future").body()).isEqualTo("[" + A + "," + B + "]");

        assertThat(sent()).containsExactly("[a]", "[a, b]");
    }

    @Test
    void executorIsThatOfTheRequest() throws Exception {
        assertThat(get("/again").body()).isEqualTo(A);

        assertThat(sent()).as("what the handler has read is not read again").containsExactly("[a]");
    }

    @Test
    void resultMayBeTheNameOfAView() throws Exception {
        HttpResponse<String> response = get("/redirected");

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith("/pets/a"));
    }

    @Test
    void generatorsOfAnExceptionHandlerAreExecutedByTheExecutorOfTheRequest() throws Exception {
        HttpResponse<String> response = get("/lost/a");

        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(response.body()).isEqualTo("[" + A + ",{\"kind\":\"cat\",\"name\":\"substitute\"}]");
        assertThat(sent())
                .as("what the failed handler has read is not read again")
                .containsExactly("[a]", "[substitute]");
    }

    @Test
    void functionalEndpointExecutesItself() throws Exception {
        assertThat(get("/functional/a").body()).isEqualTo(A);
        assertThat(sent()).containsExactly("[a]");
    }

    @Test
    void generatorOfAFunctionalEndpointFailsAndSaysWhatToDo(CapturedOutput output) throws Exception {
        HttpResponse<String> response = get("/unexecuted");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(output)
                .contains("was to be written as JSON, and nothing has executed it")
                .doesNotContain("secret");
        assertThat(sent()).isEmpty();
    }

    @Test
    void generatorInsideOfAValueFailsAndSaysWhatToDo(CapturedOutput output) throws Exception {
        HttpResponse<String> response = get("/nested");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(output)
                .contains("a generator (" + ReturningApplication.FindPet.class.getName() + ") in a "
                        + ReturningApplication.Page.class.getName() + " was to be written as JSON")
                .contains("write the result of batchExecutor.execute(generator) instead")
                .doesNotContain("secret");
        assertThat(sent()).isEmpty();
    }
}
