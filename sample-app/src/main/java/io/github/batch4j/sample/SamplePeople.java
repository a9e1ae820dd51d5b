package io.github.batch4j.sample;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The people of the sample, invented and always the same: 1 to 24 are married to 101 to 124, 25 to 30 to nobody, and 12345
 * is married to 67890.
 */
final class SamplePeople {

    private static final List<String> NAMES = List.of(
            "Alma", "Bruno", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hiro", "Ines", "Jonas", "Kaya", "Lior",
            "Mina", "Nuno", "Olga", "Pavel", "Quynh", "Rosa", "Sven", "Tala", "Umar", "Vera", "Wanja", "Xenia", "Yusuf",
            "Zora", "Anouk", "Bela", "Carmen", "Davor", "Emre", "Flora", "Goran", "Hanna", "Ivo", "Jana", "Kofi");
    private static final List<String> CITIES = List.of("Bergen", "Cusco", "Dakar", "Kyoto", "Lisbon", "Porto", "Riga");

    private SamplePeople() {}

    /** Each of them, with the one that he or she is married to. */
    static List<Couple> all() {
        List<Couple> people = new ArrayList<>();
        for (long id = 1; id <= 24; id++) {
            marry(people, user(id), user(100 + id));
        }
        for (long id = 25; id <= 30; id++) {
            people.add(new Couple(user(id), null));
        }
        marry(people, new User(12345, "Ada", "Lisbon"), new User(67890, "Grace", "Bergen"));
        return people;
    }

    private static void marry(List<Couple> people, User a, User b) {
        people.add(new Couple(a, b));
        people.add(new Couple(b, a));
    }

    /** Somebody with that id. The sizes of the two lists share no divisor, so names and cities mix. */
    private static User user(long id) {
        int number = (int) id;
        return new User(id, NAMES.get(number % NAMES.size()), CITIES.get(number % CITIES.size()));
    }

    /** What is known of where a user is: a third is online, a third away, and of the others nothing is known. */
    static @Nullable String presence(long id) {
        return switch ((int) (id % 3)) {
            case 1 -> "online";
            case 2 -> "away";
            default -> null;
        };
    }
}
