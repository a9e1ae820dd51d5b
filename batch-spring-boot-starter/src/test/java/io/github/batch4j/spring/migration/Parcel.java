package io.github.batch4j.spring.migration;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A parcel, sent from a city to a customer. */
@Entity
public class Parcel {

    @Id
    private long id;

    private long fromCityId;
    private long customerId;

    protected Parcel() {}

    Parcel(long id, long fromCityId, long customerId) {
        this.id = id;
        this.fromCityId = fromCityId;
        this.customerId = customerId;
    }

    public long id() {
        return id;
    }

    public long fromCityId() {
        return fromCityId;
    }

    public long customerId() {
        return customerId;
    }

    /** The label on it. */
    static String label(City from, Customer customer, City to) {
        return from.name() + " to " + customer.name() + " in " + to.name();
    }
}
