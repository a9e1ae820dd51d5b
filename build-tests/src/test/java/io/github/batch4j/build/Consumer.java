package io.github.batch4j.build;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession.CloseableSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;

/** Resolves dependencies as Maven does, from the published repository alone. */
final class Consumer implements AutoCloseable {

    private final RepositorySystem system = new RepositorySystemSupplier().get();
    private final CloseableSession session;
    private final List<RemoteRepository> repositories = List.of(new RemoteRepository.Builder(
                    "published", "default", BuildFiles.published().toUri().toString())
            .build());

    Consumer(Path localRepository) {
        this.session = new SessionBuilderSupplier(system)
                .get()
                .withLocalRepositoryBaseDirectories(localRepository)
                .build();
    }

    /** The artifact and all that it depends on at run time. */
    List<Artifact> resolve(Artifact artifact) throws DependencyResolutionException {
        CollectRequest tree = new CollectRequest(new Dependency(artifact, "compile"), repositories);
        return system.resolveDependencies(session, new DependencyRequest(tree, null)).getArtifactResults().stream()
                .map(ArtifactResult::getArtifact)
                .toList();
    }

    ArtifactDescriptorResult describe(Artifact artifact) throws ArtifactDescriptorException {
        return system.readArtifactDescriptor(session, new ArtifactDescriptorRequest(artifact, repositories, null));
    }

    Path download(Artifact artifact) throws ArtifactResolutionException {
        return system.resolveArtifact(session, new ArtifactRequest(artifact, repositories, null))
                .getArtifact()
                .getPath();
    }

    @Override
    public void close() {
        session.close();
        system.shutdown();
    }
}
