package io.github.batch4j.spring.migration;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A city. */
@Entity
public class City {

    @Id
    private long id;

    private String name;

    protected City() {}

    City(long id, String name) {
        this.id = id;
        this.name = name;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }
}
