package io.github.batch4j.benchmarks.products;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;

/** The people of a database, read in each of the forms. Not thread-safe. */
final class People {

    private static final RowMapper<Person> MAPPER =
            (row, number) -> new Person(row.getLong("id"), row.getString("name"));

    private final JdbcTemplate template;
    private final SentKeys numbered;
    private final SentKeys listed;
    private final JdbcLoader<Long, @Nullable Person> people;

    /** The statements written by hand, by their number of keys. */
    private final Map<SentKeys, Map<Integer, String>> statements = new HashMap<>();

    People(JdbcTemplate template, Product product, int maxBatchSize) {
        this.template = template;
        this.numbered = product.numbered();
        this.listed = product.listed();
        this.people = JdbcBatch.builder(template)
                .maxBatchSize(maxBatchSize)
                .build()
                .table("people")
                .columns("id", "name")
                .keyedBy(Long.class, "id")
                .one(MAPPER);
    }

    List<@Nullable Person> byLoader(List<Long> ids) {
        return BatchExecutor.create().execute(BatchGenerator.<Long, @Nullable Person>all(ids, people::get));
    }

    /** Matches each row by the number of the key that it answers. */
    List<@Nullable Person> byNumber(List<Long> ids) {
        @Nullable Person[] found = new @Nullable Person[ids.size()];
        for (int from = 0; from < found.length; from += numbered.most()) {
            int first = from;
            Long[] keys = part(ids, from, numbered);
            template.query(
                    sql(numbered, keys.length),
                    (RowCallbackHandler) row -> found[first + row.getInt("n") - 1] = MAPPER.mapRow(row, 0),
                    numbered.values().apply(keys));
        }
        return Arrays.asList(found);
    }

    /** Matches each row by its id. */
    List<@Nullable Person> byId(List<Long> ids) {
        Map<Long, Person> found = new HashMap<>();
        for (int from = 0; from < ids.size(); from += listed.most()) {
            Long[] keys = part(ids, from, listed);
            for (Person person : template.query(
                    sql(listed, keys.length), MAPPER, listed.values().apply(keys))) {
                found.put(person.id(), person);
            }
        }
        List<@Nullable Person> people = new ArrayList<>(ids.size());
        for (Long id : ids) {
            people.add(found.get(id));
        }
        return people;
    }

    private static Long[] part(List<Long> ids, int from, SentKeys form) {
        int to = (int) Math.min(ids.size(), (long) from + form.most());
        return ids.subList(from, to).toArray(Long[]::new);
    }

    private String sql(SentKeys form, int size) {
        return statements.computeIfAbsent(form, of -> new HashMap<>()).computeIfAbsent(size, form.sql()::apply);
    }
}
