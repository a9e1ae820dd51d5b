package io.github.batch4j.spring.job;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.MissingKeyException;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import io.github.batch4j.spring.jdbc.JdbcUpdate;

/** Letters to the customers of purchases: two reads, one after the other, and a write. */
class Letters {

    record Purchase(long id, long customer) {}

    record Customer(long id, String name) {}

    record Letter(long purchase, String text) {}

    private final JdbcLoader<Long, Purchase> purchases;
    private final JdbcLoader<Long, Customer> customers;
    private final JdbcUpdate insertLetter;
    private final JdbcUpdate insertFailure;

    Letters(JdbcBatch jdbc) {
        purchases = jdbc.table("purchase").keyedBy(Long.class, "id").one(Purchase.class);
        customers = jdbc.table("customer").keyedBy(Long.class, "id").one(Customer.class);
        insertLetter =
                jdbc.update("insert into letter values (:purchase, :text)").named("letter");
        insertFailure =
                jdbc.update("insert into failure values (:purchase, :reason)").named("failure");
    }

    // tag::generators[]
    BatchGenerator<Letter> genLetter(long id) {
        return purchases
                .require(id)
                .flatMap(purchase -> customers.require(purchase.customer()))
                .map(customer -> new Letter(id, "Dear " + customer.name()));
    }

    BatchGenerator<Integer> genWritten(long id) {
        return genLetter(id).flatMap(letter -> insertLetter.paramSource(letter).update());
    }
    // end::generators[]

    // tag::failures[]
    BatchGenerator<Integer> genWrittenOrReported(long id) {
        return genWritten(id)
                .recoverWith(
                        MissingKeyException.class,
                        missing -> insertFailure
                                .param("purchase", id)
                                .param("reason", missing.getMessage())
                                .update());
    }
    // end::failures[]
}
