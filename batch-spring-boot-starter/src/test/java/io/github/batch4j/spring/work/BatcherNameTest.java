package io.github.batch4j.spring.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatcherNameTest {

    private static String nameOf(String name) {
        return BatcherName.of(Batcher.blocking(name, operations -> List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    users                                                                   | users
                    my own store                                                            | my own store
                    select id, name from users where id in (:keys)                          | SELECT users
                    SELECT * FROM app.Orders o JOIN lines l ON l.o = 'from secret'           | SELECT app.orders lines
                    select count(*) from (select id from users where pin = 4711) as u       | SELECT users
                    insert into users (id, name) values (7, 'it''s from secret')            | INSERT users
                    update users set name = 'secret' where id = :id                         | UPDATE users
                    delete from users where name = 'secret'                                 | DELETE users
                    """)
    void textsAreShortenedToTheirVerbAndTables(String name, String expected) {
        assertThat(nameOf(name)).isEqualTo(expected);
    }

    @Test
    void longNamesAreCut() {
        assertThat(nameOf("x".repeat(1_000))).hasSize(80);
        assertThat(nameOf("select 1 from " + "t".repeat(1_000))).isEqualTo("SELECT");
    }

    @Test
    void aNameThatThrowsIsTheClass() {
        class Broken implements Batcher.Blocking<BatchableOperation<String>, String> {

            @Override
            public String name() {
                throw new IllegalStateException("secret");
            }

            @Override
            public List<String> runBatch(List<BatchableOperation<String>> operations) {
                return List.of();
            }
        }

        assertThat(BatcherName.of(new Broken())).isEqualTo(Broken.class.getName());
    }
}
