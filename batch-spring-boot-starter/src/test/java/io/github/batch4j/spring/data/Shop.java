package io.github.batch4j.spring.data;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.NamedAttributeNode;
import jakarta.persistence.NamedEntityGraph;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Entities with ids of each kind. */
final class Shop {

    private Shop() {}

    @Entity(name = "User")
    @Table(name = "users")
    static class User {

        @Id
        long id;

        String name;

        protected User() {}

        User(long id, String name) {
            this.id = id;
            this.name = name;
        }

        long getId() {
            return id;
        }

        String getName() {
            return name;
        }
    }

    /** An entity with an eager association and a lazy one. */
    @Entity(name = "Purchase")
    @NamedEntityGraph(name = "withLines", attributeNodes = @NamedAttributeNode("lines"))
    static class Purchase {

        @Id
        long id;

        @ManyToOne // eager by default
        User buyer;

        @OneToMany(cascade = CascadeType.ALL, fetch = FetchType.LAZY)
        List<Line> lines;

        protected Purchase() {}

        Purchase(long id, User buyer, List<Line> lines) {
            this.id = id;
            this.buyer = buyer;
            this.lines = lines;
        }
    }

    @Entity(name = "Line")
    static class Line {

        @Id
        long id;

        protected Line() {}

        Line(long id) {
            this.id = id;
        }
    }

    @Entity(name = "GiftLine")
    @NamedEntityGraph(name = "gift")
    static class GiftLine extends Line {}

    record PriceId(String shop, long article) {}

    @Entity(name = "Price")
    @IdClass(PriceId.class)
    static class Price {

        @Id
        @Column(columnDefinition = "varchar_ignorecase(20)")
        String shop;

        @Id
        long article;

        int cents;

        protected Price() {}

        Price(String shop, long article, int cents) {
            this.shop = shop;
            this.article = article;
            this.cents = cents;
        }
    }

    @Embeddable
    record SeatId(int line, int number) {}

    @Entity(name = "Seat")
    static class Seat {

        @EmbeddedId
        SeatId id;

        protected Seat() {}

        Seat(SeatId id) {
            this.id = id;
        }
    }

    /** An entity whose id ignores case in the database. */
    @Entity(name = "Nick")
    @Table(name = "nick")
    static class Nick {

        @Id
        @Column(columnDefinition = "varchar_ignorecase(20)")
        String name;

        String text;

        protected Nick() {}

        Nick(String name, String text) {
            this.name = name;
            this.text = text;
        }
    }

    interface Users extends JpaRepository<User, Long> {}

    interface Purchases extends JpaRepository<Purchase, Long> {}

    interface Prices extends JpaRepository<Price, PriceId> {}

    interface Nicks extends JpaRepository<Nick, String> {}
}
