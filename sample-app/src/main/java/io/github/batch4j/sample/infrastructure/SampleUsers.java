package io.github.batch4j.sample.infrastructure;

import io.github.batch4j.sample.users.Couple;
import io.github.batch4j.sample.users.User;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The made-up users of the sample, the same at each start: 1 to 24 are married to 101 to 124, 25 to 30 are single, and
 * 12345 is married to 67890.
 */
final class SampleUsers {

    private static final List<String> NAMES = List.of(
            "Alma", "Bruno", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hiro", "Ines", "Jonas", "Kaya", "Lior",
            "Mina", "Nuno", "Olga", "Pavel", "Quynh", "Rosa", "Sven", "Tala", "Umar", "Vera", "Wanja", "Xenia", "Yusuf",
            "Zora", "Anouk", "Bela", "Carmen", "Davor", "Emre", "Flora", "Goran", "Hanna", "Ivo", "Jana", "Kofi");
    private static final List<String> CITIES = List.of("Bergen", "Cusco", "Dakar", "Kyoto", "Lisbon", "Porto", "Riga");

    private SampleUsers() {}

    /** Lists all users, each with the spouse. */
    static List<Couple> all() {
        List<Couple> couples = new ArrayList<>();
        for (long id = 1; id <= 24; id++) {
            marry(couples, user(id), user(100 + id));
        }
        for (long id = 25; id <= 30; id++) {
            couples.add(new Couple(user(id), null));
        }
        marry(couples, new User(12345, "Ada", "Lisbon"), new User(67890, "Grace", "Bergen"));
        return couples;
    }

    private static void marry(List<Couple> couples, User a, User b) {
        couples.add(new Couple(a, b));
        couples.add(new Couple(b, a));
    }

    /** Makes up a user. The sizes of the two lists share no divisor, so names and cities mix. */
    private static User user(long id) {
        int number = (int) id;
        return new User(id, NAMES.get(number % NAMES.size()), CITIES.get(number % CITIES.size()));
    }

    /** The presence of a user: a third are online, a third away; null for the others. */
    static @Nullable String presence(long id) {
        return switch ((int) (id % 3)) {
            case 1 -> "online";
            case 2 -> "away";
            default -> null;
        };
    }
}
