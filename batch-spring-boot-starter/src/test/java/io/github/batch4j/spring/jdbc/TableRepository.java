package io.github.batch4j.spring.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.CrudRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * A repository over a table with an id, of which only the reading of several is written.
 *
 * @param select the query, up to its condition
 */
record TableRepository<V>(JdbcTemplate jdbc, String select, RowMapper<V> mapper) implements CrudRepository<V, Long> {

    @Override
    public Iterable<V> findAllById(Iterable<Long> ids) {
        List<Long> list = new ArrayList<>();
        ids.forEach(list::add);
        return jdbc.query(select + " where id = any(?)", mapper, (Object) list.toArray(Long[]::new));
    }

    @Override
    public <S extends V> S save(S entity) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <S extends V> Iterable<S> saveAll(Iterable<S> entities) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<V> findById(Long id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean existsById(Long id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<V> findAll() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long count() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deleteById(Long id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(V entity) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deleteAllById(Iterable<? extends Long> ids) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deleteAll(Iterable<? extends V> entities) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deleteAll() {
        throw new UnsupportedOperationException();
    }
}
