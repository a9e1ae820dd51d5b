package io.github.batch4j.spring.batched.people;

import io.github.batch4j.spring.batched.Batched;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

// tag::repository[]
public interface People extends JpaRepository<Person, Long> {

    @Override
    @Batched("findAllById")
    Optional<Person> findById(Long id);

    @Batched(value = "findByEmailIn", key = "email")
    Person findByEmail(String email);

    List<Person> findByEmailIn(Collection<String> emails);

    @Batched(value = "findByTeamIn", key = "team")
    List<Person> findByTeam(int team);

    List<Person> findByTeamIn(Collection<Integer> teams);
    // end::repository[]

    boolean existsByEmail(String email);
    // tag::repository[]
}
// end::repository[]
