package io.github.batch4j.spring.migration;

import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.data.RepositoryLoader;

/** The loaders of the plain repositories, made once. */
class Loaders {

    final BatchLoader<Long, Parcel> parcels;
    final BatchLoader<Long, Customer> customers;
    final BatchLoader<Long, City> cities;

    Loaders(PlainRepositories.Parcels parcels, PlainRepositories.Customers customers, PlainRepositories.Cities cities) {
        this.parcels = RepositoryLoader.of("parcels", parcels, Parcel::id);
        this.customers = RepositoryLoader.of("customers", customers, Customer::id);
        this.cities = RepositoryLoader.of("cities", cities, City::id);
    }
}
