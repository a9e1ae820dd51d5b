package io.github.batch4j.spring.migration;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** From maps that are filled by hand, level by level, to generators. */
@SpringJUnitConfig(ParcelApplication.class)
class FromMapsTest {

    static class Before {

        private final PlainRepositories.Parcels parcelRepository;
        private final PlainRepositories.Customers customerRepository;
        private final PlainRepositories.Cities cityRepository;

        Before(
                PlainRepositories.Parcels parcelRepository,
                PlainRepositories.Customers customerRepository,
                PlainRepositories.Cities cityRepository) {
            this.parcelRepository = parcelRepository;
            this.customerRepository = customerRepository;
            this.cityRepository = cityRepository;
        }

        // tag::before[]
        List<String> labels(List<Long> ids) {
            Map<Long, Parcel> parcels =
                    parcelRepository.findAllById(ids).stream().collect(toMap(Parcel::id, identity()));
            Set<Long> customerIds =
                    parcels.values().stream().map(Parcel::customerId).collect(toSet());
            Map<Long, Customer> customers =
                    customerRepository.findAllById(customerIds).stream().collect(toMap(Customer::id, identity()));
            Set<Long> cityIds = Stream.concat(
                            parcels.values().stream().map(Parcel::fromCityId),
                            customers.values().stream().map(Customer::cityId))
                    .collect(toSet());
            Map<Long, City> cities =
                    cityRepository.findAllById(cityIds).stream().collect(toMap(City::id, identity()));
            return ids.stream()
                    .map(id -> {
                        Parcel parcel = parcels.get(id);
                        Customer customer = customers.get(parcel.customerId());
                        return Parcel.label(cities.get(parcel.fromCityId()), customer, cities.get(customer.cityId()));
                    })
                    .toList();
        }
        // end::before[]
    }

    static class After {

        private final BatchExecutor batchExecutor;
        private final Loaders loaders;

        After(BatchExecutor batchExecutor, Loaders loaders) {
            this.batchExecutor = batchExecutor;
            this.loaders = loaders;
        }

        // tag::after[]
        // once: loaders.cities = RepositoryLoader.of("cities", cityRepository, City::id), and so on
        BatchGenerator<String> genLabel(long id) {
            return loaders.parcels.require(id).flatMap(this::genLabel);
        }

        BatchGenerator<String> genLabel(Parcel parcel) {
            return loaders.customers
                    .require(parcel.customerId())
                    .flatMap(customer -> BatchGenerator.zip(
                            loaders.cities.require(parcel.fromCityId()),
                            loaders.cities.require(customer.cityId()),
                            (from, to) -> Parcel.label(from, customer, to)));
        }

        List<String> labels(List<Long> ids) {
            return batchExecutor.execute(BatchGenerator.all(ids, this::genLabel));
        }
        // end::after[]
    }

    @Autowired
    private Statements statements;

    @Test
    void before(@Autowired Before before) {
        assertThat(statements.expect(3, () -> before.labels(ParcelApplication.IDS)))
                .isEqualTo(ParcelApplication.LABELS);
    }

    @Test
    void after(@Autowired After after) {
        assertThat(statements.expect(3, () -> after.labels(ParcelApplication.IDS)))
                .isEqualTo(ParcelApplication.LABELS);
    }
}
