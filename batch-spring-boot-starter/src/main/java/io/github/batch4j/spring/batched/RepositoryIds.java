package io.github.batch4j.spring.batched;

import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.data.RepositoryLoader;
import java.lang.reflect.Method;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.RepositoryDefinition;
import org.springframework.data.repository.core.EntityInformation;
import org.springframework.data.repository.core.support.RepositoryFactoryInformation;
import org.springframework.util.ClassUtils;

/** The ids of entities, as Spring Data's repositories know them. */
final class RepositoryIds {

    private static final boolean IS_PRESENT = ClassUtils.isPresent(
            "org.springframework.data.repository.Repository", RepositoryIds.class.getClassLoader());

    private RepositoryIds() {}

    /** True for a repository: its queries leave out what they do not find. */
    static boolean isRepository(Class<?> type) {
        return IS_PRESENT && SpringData.isRepository(type);
    }

    static boolean isFindAllById(Class<?> type, Method method) {
        return IS_PRESENT && method.getName().equals("findAllById") && SpringData.isCrudRepository(type);
    }

    /** Makes a loader of the {@code findAllById} of a repository, which knows the ids of its entities. */
    static BatchLoader<Object, Object> loader(String name, BatchedBean bean) {
        return SpringData.loader(name, bean);
    }

    /** The part that needs the classes of Spring Data, which may be absent. */
    private static final class SpringData {

        static boolean isRepository(Class<?> type) {
            return Repository.class.isAssignableFrom(type)
                    || AnnotatedElementUtils.hasAnnotation(type, RepositoryDefinition.class);
        }

        static boolean isCrudRepository(Class<?> type) {
            return CrudRepository.class.isAssignableFrom(type);
        }

        @SuppressWarnings("unchecked") // the entities and ids of this repository
        static BatchLoader<Object, Object> loader(String name, BatchedBean bean) {
            String factory = BeanFactory.FACTORY_BEAN_PREFIX + bean.name();
            if (!bean.beans().containsBean(factory)
                    || !(bean.beans().getBean(factory) instanceof RepositoryFactoryInformation<?, ?> repository)) {
                throw new IllegalStateException(
                        name + " belongs to a repository that Spring Data has not made, expected @Batched(key = ...)"
                                + " with the property that is the id");
            }
            EntityInformation<Object, ?> entities = (EntityInformation<Object, ?>) repository.getEntityInformation();
            return RepositoryLoader.of(name, (CrudRepository<Object, Object>) bean.proxy(), entities::getRequiredId);
        }
    }
}
