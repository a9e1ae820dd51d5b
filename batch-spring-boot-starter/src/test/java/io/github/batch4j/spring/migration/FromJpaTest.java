package io.github.batch4j.spring.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.batched.Batched;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** From a loop that finds one entity after the other to repositories that batch. */
@SpringJUnitConfig(ParcelApplication.class)
class FromJpaTest {

    // tag::repository[]
    interface Cities extends JpaRepository<City, Long> {

        @Override
        @Batched("findAllById")
        Optional<City> findById(Long id);
    }
    // end::repository[]

    interface Parcels extends JpaRepository<Parcel, Long> {

        @Override
        @Batched("findAllById")
        Optional<Parcel> findById(Long id);
    }

    interface Customers extends JpaRepository<Customer, Long> {

        @Override
        @Batched("findAllById")
        Optional<Customer> findById(Long id);
    }

    /** The method for one, which stays as it is. */
    abstract static class Labels {

        private final JpaRepository<Parcel, Long> parcels;
        private final JpaRepository<Customer, Long> customers;
        private final JpaRepository<City, Long> cities;

        Labels(
                JpaRepository<Parcel, Long> parcels,
                JpaRepository<Customer, Long> customers,
                JpaRepository<City, Long> cities) {
            this.parcels = parcels;
            this.customers = customers;
            this.cities = cities;
        }

        // tag::label[]
        String label(long id) {
            Parcel parcel = parcels.findById(id).orElseThrow();
            City from = cities.findById(parcel.fromCityId()).orElseThrow();
            Customer customer = customers.findById(parcel.customerId()).orElseThrow();
            return Parcel.label(
                    from, customer, cities.findById(customer.cityId()).orElseThrow());
        }
        // end::label[]
    }

    static class Before extends Labels {

        Before(
                PlainRepositories.Parcels parcels,
                PlainRepositories.Customers customers,
                PlainRepositories.Cities cities) {
            super(parcels, customers, cities);
        }

        // tag::before[]
        List<String> labels(List<Long> ids) {
            List<String> labels = new ArrayList<>();
            for (long id : ids) {
                labels.add(label(id));
            }
            return labels;
        }
        // end::before[]
    }

    static class After extends Labels {

        private final BatchExecutor batchExecutor;

        After(BatchExecutor batchExecutor, Parcels parcels, Customers customers, Cities cities) {
            super(parcels, customers, cities);
            this.batchExecutor = batchExecutor;
        }

        // tag::after[]
        List<String> labels(List<Long> ids) {
            return batchExecutor.all(ids, this::label);
        }
        // end::after[]
    }

    @Autowired
    private Statements statements;

    @Test
    void before(@Autowired Before before) {
        assertThat(statements.expect(24, () -> before.labels(ParcelApplication.IDS)))
                .isEqualTo(ParcelApplication.LABELS);
    }

    @Test
    void after(@Autowired After after) {
        assertThat(statements.expect(4, () -> after.labels(ParcelApplication.IDS)))
                .isEqualTo(ParcelApplication.LABELS);
    }
}
