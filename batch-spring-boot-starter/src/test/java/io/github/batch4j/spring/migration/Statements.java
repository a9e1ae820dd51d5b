package io.github.batch4j.spring.migration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.springframework.beans.factory.InitializingBean;

/** The data, and a counter of the statements that read it, whoever sends them. */
class Statements implements InitializingBean {

    private final Statistics statistics;
    private final PlainRepositories.Parcels parcels;
    private final PlainRepositories.Customers customers;
    private final PlainRepositories.Cities cities;

    Statements(
            EntityManagerFactory factory,
            PlainRepositories.Parcels parcels,
            PlainRepositories.Customers customers,
            PlainRepositories.Cities cities) {
        this.statistics = factory.unwrap(SessionFactory.class).getStatistics();
        this.parcels = parcels;
        this.customers = customers;
        this.cities = cities;
    }

    @Override
    public void afterPropertiesSet() {
        cities.saveAll(List.of(
                new City(1, "Oslo"),
                new City(2, "Kiev"),
                new City(3, "Rome"),
                new City(4, "Lima"),
                new City(5, "Cork"),
                new City(6, "Pune")));
        customers.saveAll(List.of(new Customer(1, "Ann", 4), new Customer(2, "Bob", 5), new Customer(3, "Cid", 6)));
        parcels.saveAll(List.of(
                new Parcel(1, 1, 1),
                new Parcel(2, 2, 2),
                new Parcel(3, 3, 3),
                new Parcel(4, 1, 1),
                new Parcel(5, 3, 2),
                new Parcel(6, 2, 3)));
    }

    /** Runs a task, and checks how many statements it has sent. */
    <T> T expect(int count, Supplier<T> task) {
        return expect(count, count, task);
    }

    /** Runs a task, and checks how many statements it has sent if that depends on an order which is not ours. */
    <T> T expect(int least, int most, Supplier<T> task) {
        statistics.clear();
        T result = task.get();
        assertThat(statistics.getPrepareStatementCount()).as("statements").isBetween((long) least, (long) most);
        return result;
    }
}
