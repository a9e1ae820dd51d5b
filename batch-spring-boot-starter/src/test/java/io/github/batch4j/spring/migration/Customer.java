package io.github.batch4j.spring.migration;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A customer, who lives in a city. */
@Entity
public class Customer {

    @Id
    private long id;

    private String name;
    private long cityId;

    protected Customer() {}

    Customer(long id, String name, long cityId) {
        this.id = id;
        this.name = name;
        this.cityId = cityId;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public long cityId() {
        return cityId;
    }
}
