package com.example.shop.after;

import io.github.batch4j.spring.batched.Batched;
import java.util.Optional;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** A repository of entities that this part of the shop only reads. */
@NoRepositoryBean
interface ReadOnlyRepository<T> extends Repository<T, Long> {

    @Batched(value = "findAllById", key = "id")
    Optional<T> findById(long id);

    Iterable<T> findAllById(Iterable<Long> ids);
}
