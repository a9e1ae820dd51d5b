package io.github.batch4j.spring.migration;

import org.springframework.data.jpa.repository.JpaRepository;

/** The repositories as they are before. */
final class PlainRepositories {

    private PlainRepositories() {}

    interface Parcels extends JpaRepository<Parcel, Long> {}

    interface Customers extends JpaRepository<Customer, Long> {}

    interface Cities extends JpaRepository<City, Long> {}
}
