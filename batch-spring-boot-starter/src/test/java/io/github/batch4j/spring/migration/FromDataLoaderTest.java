package io.github.batch4j.spring.migration;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.graphql.DataLoaderBatch;
import io.github.batch4j.spring.graphql.DataLoaders;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;
import org.dataloader.MappedBatchLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** From java-dataloader outside of GraphQL to generators, at once or loader by loader. */
@SpringJUnitConfig(ParcelApplication.class)
class FromDataLoaderTest {

    /** The batch loaders, with which DataLoaders are made for each request. */
    record BatchLoaders(
            MappedBatchLoader<Long, Parcel> parcels,
            MappedBatchLoader<Long, Customer> customers,
            MappedBatchLoader<Long, City> cities) {

        static BatchLoaders of(
                PlainRepositories.Parcels parcels,
                PlainRepositories.Customers customers,
                PlainRepositories.Cities cities) {
            return new BatchLoaders(
                    ids -> completedFuture(parcels.findAllById(ids).stream().collect(toMap(Parcel::id, identity()))),
                    ids -> completedFuture(
                            customers.findAllById(ids).stream().collect(toMap(Customer::id, identity()))),
                    ids -> completedFuture(cities.findAllById(ids).stream().collect(toMap(City::id, identity()))));
        }
    }

    // tag::before[]
    /** Made for each request. */
    static class Labels {

        private final DataLoaderRegistry registry = new DataLoaderRegistry();
        private final DataLoader<Long, Parcel> parcels;
        private final DataLoader<Long, Customer> customers;
        private final DataLoader<Long, City> cities;

        Labels(BatchLoaders loaders) {
            parcels = registry.registerAndGet("parcels", DataLoaderFactory.newMappedDataLoader(loaders.parcels()));
            customers =
                    registry.registerAndGet("customers", DataLoaderFactory.newMappedDataLoader(loaders.customers()));
            cities = registry.registerAndGet("cities", DataLoaderFactory.newMappedDataLoader(loaders.cities()));
        }

        CompletableFuture<String> label(long id) {
            return parcels.load(id).thenCompose(parcel -> {
                CompletableFuture<City> from = cities.load(parcel.fromCityId());
                CompletableFuture<Customer> customer = customers.load(parcel.customerId());
                CompletableFuture<City> to = customer.thenCompose(it -> cities.load(it.cityId()));
                return CompletableFuture.allOf(from, to)
                        .thenApply(loaded -> Parcel.label(from.join(), customer.join(), to.join()));
            });
        }

        List<String> labels(List<Long> ids) {
            List<CompletableFuture<String>> labels =
                    ids.stream().map(this::label).toList();
            while (registry.dispatchDepth() > 0) {
                registry.dispatchAll(); // each round leads to further loads
            }
            return labels.stream().map(CompletableFuture::join).toList();
        }
    }
    // end::before[]

    // tag::after[]
    /** A singleton. */
    static class After {

        private final BatchExecutor batchExecutor;
        private final Loaders loaders;

        After(BatchExecutor batchExecutor, Loaders loaders) {
            this.batchExecutor = batchExecutor;
            this.loaders = loaders;
        }

        BatchGenerator<String> genLabel(long id) {
            return loaders.parcels.require(id).flatMap(parcel -> {
                BatchGenerator<City> from = loaders.cities.require(parcel.fromCityId());
                BatchGenerator<Customer> customer = loaders.customers.require(parcel.customerId());
                BatchGenerator<City> to = customer.flatMap(it -> loaders.cities.require(it.cityId()));
                return BatchGenerator.zip(from, customer, to, Parcel::label);
            });
        }

        List<String> labels(List<Long> ids) {
            return batchExecutor.execute(BatchGenerator.all(ids, this::genLabel));
        }
    }
    // end::after[]

    @Autowired
    private Statements statements;

    private final BatchLoaders existing;

    FromDataLoaderTest(
            @Autowired PlainRepositories.Parcels parcels,
            @Autowired PlainRepositories.Customers customers,
            @Autowired PlainRepositories.Cities cities) {
        existing = BatchLoaders.of(parcels, customers, cities);
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a load that nobody dispatches hangs
    void before() {
        assertThat(statements.expect(3, 4, () -> new Labels(existing).labels(ParcelApplication.IDS)))
                .isEqualTo(ParcelApplication.LABELS);
    }

    @Test
    void after(@Autowired After after) {
        assertThat(statements.expect(3, () -> after.labels(ParcelApplication.IDS)))
                .isEqualTo(ParcelApplication.LABELS);
    }

    @Test
    void existingBatchLoaderAnswersGenerators(@Autowired BatchExecutor batchExecutor) {
        // tag::first[]
        DataLoaderBatch<Long, Customer> customers = DataLoaderBatch.ofMapped("customers", existing.customers()); // once

        BatchGenerator<String> name = customers.get(1L).map(Customer::name);
        // end::first[]
        BatchGenerator<String> other = customers.get(2L).map(Customer::name);

        assertThat(statements.expect(1, () -> batchExecutor.executeAll(List.of(name, other))))
                .containsExactly("Ann", "Bob");
    }

    @Test
    void dataLoaderAsksALoader(@Autowired BatchExecutorFactory batchExecutors, @Autowired Loaders loaders) {
        // tag::second[]
        DataLoader<Long, City> cities =
                DataLoaderFactory.newMappedDataLoader(DataLoaders.mapped(loaders.cities, batchExecutors::create));
        // end::second[]
        CompletableFuture<List<City>> loaded = cities.loadMany(List.of(3L, 1L));

        statements.expect(1, cities::dispatch);
        assertThat(loaded).isCompletedWithValueMatching(found -> found.size() == 2);
        assertThat(loaded.join()).extracting(City::name).containsExactly("Rome", "Oslo");
    }
}
