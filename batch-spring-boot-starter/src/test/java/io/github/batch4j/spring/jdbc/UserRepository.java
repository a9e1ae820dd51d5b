package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.jdbc.JdbcDocTest.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.CrudRepository;
import org.springframework.jdbc.core.JdbcTemplate;

/** A repository of users, of which only the reading of several is written. */
record UserRepository(JdbcTemplate jdbc) implements CrudRepository<User, Long> {

    @Override
    public Iterable<User> findAllById(Iterable<Long> ids) {
        List<Long> list = new ArrayList<>();
        ids.forEach(list::add);
        return jdbc.query(
                "select id, name from users where id = any(?)",
                (row, number) -> new User(row.getLong(1), row.getString(2)),
                (Object) list.toArray(Long[]::new));
    }

    @Override
    public <S extends User> S save(S entity) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <S extends User> Iterable<S> saveAll(Iterable<S> entities) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<User> findById(Long id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean existsById(Long id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<User> findAll() {
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
    public void delete(User entity) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deleteAllById(Iterable<? extends Long> ids) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deleteAll(Iterable<? extends User> entities) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deleteAll() {
        throw new UnsupportedOperationException();
    }
}
