package io.github.batch4j.spring.batched.people;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A person with an address, in a team. */
@Entity
public class Person {

    @Id
    private long id;

    private String email;
    private int team;

    protected Person() {}

    public Person(long id, String email, int team) {
        this.id = id;
        this.email = email;
        this.team = team;
    }

    public long id() {
        return id;
    }

    public String email() {
        return email;
    }
}
