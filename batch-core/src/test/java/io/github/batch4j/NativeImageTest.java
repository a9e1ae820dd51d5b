package io.github.batch4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The differences of a native image, as far as a JVM can show them. */
class NativeImageTest {

    record Town(String name) {}

    record Place(Town town) {

        @Override
        public int hashCode() {
            return 7;
        }
    }

    static class Places implements Supplier<Object> {

        @Override
        public Object get() {
            return new Place(null);
        }
    }

    /** Has a record without the class of its component, so that reflection fails as in a native image. */
    private static final class WithoutTown extends ClassLoader {

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(Town.class.getName())) {
                throw new ClassNotFoundException(name);
            }
            boolean isOwn = name.equals(Place.class.getName()) || name.equals(Places.class.getName());
            return isOwn && findLoadedClass(name) == null ? define(name) : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = Place.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException failure) {
                throw new ClassNotFoundException(name, failure);
            }
        }
    }

    @Test
    void bodiesDoNotRunOnContinuations() {
        String before = System.setProperty(Continuations.NATIVE_IMAGE, "runtime");
        try {
            assertThatThrownBy(Continuations::provider)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("a native image cannot look up");
        } finally {
            if (before == null) {
                System.clearProperty(Continuations.NATIVE_IMAGE);
            } else {
                System.setProperty(Continuations.NATIVE_IMAGE, before);
            }
        }
    }

    @Test
    void recordsWhoseComponentsCannotBeReadAreHashedByTheirOwnHashCode() throws Exception {
        Class<?> type = new WithoutTown().loadClass(Places.class.getName());
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true); // its package is another one at run time
        Supplier<?> places = (Supplier<?>) constructor.newInstance();
        Object place = places.get();
        assertThatThrownBy(place.getClass()::getRecordComponents).isInstanceOf(Error.class);

        assertThat(ContentHash.of(place)).isEqualTo(ContentHash.of(places.get()));
    }
}
