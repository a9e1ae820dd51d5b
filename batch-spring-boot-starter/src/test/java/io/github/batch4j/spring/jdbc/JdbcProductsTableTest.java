package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tables of the products in {@code docs/jdbc.md}, made anew on each product.
 *
 * <p>To write a change into the document, run {@value #UPDATE}.
 */
class JdbcProductsTableTest {

    private static final String UPDATE = "./mvnw -q -pl batch-spring-boot-starter -am test"
            + " -Dtest=JdbcProductsTableTest -Dproducts.update -Dsurefire.failIfNoSpecifiedTests=false";

    private static final Path DOCUMENT = Path.of("..", "docs", "jdbc.md");
    private static final String HEADING = "\n## Products\n";

    @Test
    void tablesInTheDocumentationAreTrue() throws IOException {
        List<String> made = tables();
        String document = Files.readString(DOCUMENT).replace("\r\n", "\n");
        int start = document.indexOf(HEADING);
        assertThat(start).as("section of the products").isNotNegative();
        int next = document.indexOf("\n## ", start + 1);
        int end = next < 0 ? document.length() : next;
        List<String> blocks =
                new ArrayList<>(List.of(document.substring(start, end).strip().split("\n\n")));
        List<String> written =
                blocks.stream().filter(block -> block.startsWith("|")).toList();
        if (System.getProperty("products.update") != null) {
            List<String> left = new ArrayList<>(made);
            blocks.replaceAll(block -> block.startsWith("|") ? left.remove(0) : block);
            String section = String.join("\n\n", blocks) + "\n";
            Files.writeString(DOCUMENT, document.substring(0, start + 1) + section + document.substring(end));
            written = made;
        }

        assertThat(written)
                .as("the tables of the products. If the change is meant, run%n  %s", UPDATE)
                .isEqualTo(made);
    }

    private static List<String> tables() {
        List<String> forms = new ArrayList<>(List.of(row(ProductForms.headings()), line(ProductForms.headings())));
        List<List<String>> columns = new ArrayList<>();
        for (Product product : Product.values()) {
            try (TestDatabase database = product.start()) {
                forms.add(row(new ProductForms(database).cells(product.title)));
                columns.add(Stream.of(EqualKeys.values())
                        .map(keys -> cell(new EqualKeysOn(keys, product, database)))
                        .toList());
            }
        }
        List<String> headings = new ArrayList<>(List.of("Key"));
        Stream.of(Product.values()).map(product -> product.title).forEach(headings::add);
        List<String> cases = new ArrayList<>(List.of(row(headings.stream()), line(headings.stream())));
        for (EqualKeys keys : EqualKeys.values()) {
            cases.add(row(
                    Stream.concat(Stream.of(keys.label), columns.stream().map(column -> column.get(keys.ordinal())))));
        }
        return List.of(String.join("\n", forms), String.join("\n", cases));
    }

    /** The equality of a database in a case, if all reads agree with it. */
    private static String cell(EqualKeysOn on) {
        if (!on.isThere()) {
            return "–";
        }
        on.fill();
        for (EqualKeysRead read : EqualKeysRead.values()) {
            if (!on.together(read, new BatchTrace()).equals(on.alone(read))) {
                return "wrong";
            }
        }
        if (on.refuses()) {
            return "refused";
        }
        boolean equal = false;
        for (Object key : on.keys().asked) {
            List<Integer> ids = Objects.requireNonNull(on.ids(EqualKeysRead.MANY, key));
            List<Integer> written = on.keys().written(key);
            if (!ids.containsAll(written)) {
                return "not found";
            }
            equal |= !written.containsAll(ids);
        }
        return on.keys() == EqualKeys.INSERTED_NANOSECONDS ? "found" : equal ? "equal" : "distinct";
    }

    private static String row(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String line(Stream<String> headings) {
        return row(headings.map(heading -> "---"));
    }
}
