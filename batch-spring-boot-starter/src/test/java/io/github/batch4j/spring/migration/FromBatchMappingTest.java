package io.github.batch4j.spring.migration;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.autoconfigure.BatchExecutorGraphQlAutoConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.stereotype.Controller;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** From methods that answer for all parents of a field to methods for one. */
@SpringJUnitConfig(ParcelApplication.class)
class FromBatchMappingTest {

    private static final String QUERY = "{parcels {from {name} customer {name} destination {name}}}";
    private static final String FIRST = "{from={name=Oslo}, customer={name=Ann}, destination={name=Lima}}";

    @Controller
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

        @QueryMapping
        List<Parcel> parcels() {
            return parcelRepository.findAll();
        }

        @BatchMapping
        List<City> from(List<Parcel> parcels) {
            Map<Long, City> cities =
                    cities(parcels.stream().map(Parcel::fromCityId).toList());
            return parcels.stream()
                    .map(parcel -> cities.get(parcel.fromCityId()))
                    .toList();
        }

        // tag::before[]
        @BatchMapping
        List<Customer> customer(List<Parcel> parcels) {
            Map<Long, Customer> customers =
                    customers(parcels.stream().map(Parcel::customerId).toList());
            return parcels.stream()
                    .map(parcel -> customers.get(parcel.customerId()))
                    .toList();
        }

        @BatchMapping
        List<City> destination(List<Parcel> parcels) { // where the customer lives
            List<Customer> customers = customer(parcels); // asks once more for what the field above has
            Map<Long, City> cities =
                    cities(customers.stream().map(Customer::cityId).toList());
            return customers.stream()
                    .map(customer -> cities.get(customer.cityId()))
                    .toList();
        }

        private Map<Long, Customer> customers(List<Long> ids) {
            return customerRepository.findAllById(ids).stream().collect(toMap(Customer::id, identity()));
        }

        private Map<Long, City> cities(List<Long> ids) {
            return cityRepository.findAllById(ids).stream().collect(toMap(City::id, identity()));
        }
        // end::before[]
    }

    @Controller
    static class After {

        private final PlainRepositories.Parcels parcelRepository;
        private final Loaders loaders;

        After(PlainRepositories.Parcels parcelRepository, Loaders loaders) {
            this.parcelRepository = parcelRepository;
            this.loaders = loaders;
        }

        @QueryMapping
        List<Parcel> parcels() {
            return parcelRepository.findAll();
        }

        @SchemaMapping
        BatchGenerator<City> from(Parcel parcel) {
            return loaders.cities.require(parcel.fromCityId());
        }

        // tag::after[]
        @SchemaMapping
        BatchGenerator<Customer> customer(Parcel parcel) {
            return loaders.customers.require(parcel.customerId());
        }

        @SchemaMapping
        BatchGenerator<City> destination(Parcel parcel) {
            return customer(parcel).flatMap(customer -> loaders.cities.require(customer.cityId()));
        }
        // end::after[]
    }

    @Autowired
    private Statements statements;

    @Autowired
    private ApplicationContext parent;

    private String query(Class<?> controller, int count) {
        StringBuilder answer = new StringBuilder();
        new ApplicationContextRunner()
                .withParent(parent)
                .withConfiguration(AutoConfigurations.of(
                        GraphQlAutoConfiguration.class, BatchExecutorGraphQlAutoConfiguration.class))
                .withPropertyValues("spring.graphql.schema.locations=classpath:parcels/")
                .withBean(controller)
                .run(context -> {
                    ExecutionGraphQlService service = context.getBean(ExecutionGraphQlService.class);
                    ExecutionGraphQlResponse response = statements.expect(
                            count,
                            () -> service.execute(
                                            new DefaultExecutionGraphQlRequest(QUERY, null, null, null, "id", null))
                                    .block(Duration.ofSeconds(30)));
                    assertThat(Objects.requireNonNull(response).getErrors()).isEmpty();
                    answer.append(response.<Object>getData());
                });
        return answer.toString();
    }

    @Test
    void before() {
        assertThat(query(Before.class, 5)).startsWith("{parcels=[" + FIRST);
    }

    @Test
    void after() {
        assertThat(query(After.class, 3)).startsWith("{parcels=[" + FIRST);
    }
}
