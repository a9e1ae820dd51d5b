package com.example.shop.before;

import java.util.Optional;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** A repository of entities that this part of the shop only reads. */
@NoRepositoryBean
interface ReadOnlyRepository<T> extends Repository<T, Long> {

    Optional<T> findById(long id);
}
