package io.atelier.artifact;

import io.atelier.media.FileFormat;
import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.storage.AssetStorage;
import io.atelier.storage.StoredAsset;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Saved media over a byte store: hashing, checking, deduplication within a tenant, and the rows.
 *
 * <p>The first save of a content in a tenant decides its path; a later one, from any run, makes one
 * more {@link Artifact} with the same URI (FR-004).
 */
@Dependent
public class ArtifactStore {
  private final AssetStorage storage;
  private final DurableWrites writes;
  private final ContentLock lock;
  private final ArtifactRows rows;
  private final Publication publication;
  private final ArtifactLimits limits;
  private final EntityManager entities;
  private final Clock clock;

  @Inject
  ArtifactStore(
      AssetStorage storage,
      DurableWrites writes,
      ContentLock lock,
      ArtifactRows rows,
      Publication publication,
      ArtifactLimits limits,
      EntityManager entities,
      Clock clock) {
    this.storage = storage;
    this.writes = writes;
    this.lock = lock;
    this.rows = rows;
    this.publication = publication;
    this.limits = limits;
    this.entities = entities;
    this.clock = clock;
  }

  /** A place for files that are to be written and then saved. */
  public StagedFiles stage() {
    return new StagedFiles(writes);
  }

  /**
   * Finds out what a written file really is, and brings it to the disk: saving it holds a lock,
   * under which nobody should wait for that.
   *
   * @throws BrokenMediaException if it is no intact file of a known format
   * @throws StorageException if it cannot be read back, or not be brought to the disk after retries
   */
  public InspectedFile inspect(StagedFiles files, Path path) {
    try {
      return inspected(files.at(path));
    } catch (IOException e) {
      throw StorageException.of(e);
    }
  }

  /**
   * Finds out what a file really is that was made to be an artifact of that type; as {@link
   * #inspect(StagedFiles, Path)}.
   *
   * @throws BrokenMediaException also if it has more bytes than such an artifact may have
   */
  public InspectedFile inspect(StagedFiles files, Path path, ArtifactType type) {
    long most = limits.mostBytes(type);
    try {
      if (Files.size(path) > most) {
        throw new BrokenMediaException(
            "it has more than the %d bytes that a %s may have".formatted(most, type.jsonName()));
      }
    } catch (IOException e) {
      throw StorageException.of(e);
    }
    return inspect(files, path);
  }

  /**
   * Brings a written file to the disk without a look into it, to be kept as what nobody knows.
   *
   * @throws StorageException if it cannot be read back, or not be brought to the disk after retries
   */
  public InspectedFile unseen(StagedFiles files, Path path) {
    try {
      return inspected(files.at(path), FileFormat.UNSEEN, Map.of());
    } catch (IOException e) {
      throw StorageException.of(e);
    }
  }

  private InspectedFile inspected(StagedFile file) throws IOException {
    return switch (MediaProbe.probe(file.file().path())) {
      case ProbeResult.Intact i -> inspected(file, i.format(), i.facts());
      case ProbeResult.Broken b -> throw new BrokenMediaException(b.reason());
    };
  }

  private InspectedFile inspected(StagedFile file, FileFormat format, Map<String, Object> facts)
      throws IOException {
    ContentHash hash = file.hash();
    writes.sync(file, hash);
    return new InspectedFile(file.file(), format, hash, Files.size(file.file().path()), facts);
  }

  /**
   * Keeps a file for good and records it, in the caller's transaction: when that commits, the asset
   * is served at {@link Artifact#uri} for ever.
   *
   * @throws StorageException if it cannot be written after retries
   */
  @Transactional(TxType.MANDATORY)
  public Artifact save(NewArtifact description, InspectedFile file) {
    return save(List.of(new Saving(description, file))).get(0);
  }

  /**
   * Keeps several files; as {@link #save(NewArtifact, InspectedFile)}. To be called once in a
   * transaction: the locks on all contents are taken in the order of their hashes, as deletions
   * take them, so that nobody waits for somebody who waits for him.
   *
   * @return the artifacts, in the order of what was to be saved
   */
  @Transactional(TxType.MANDATORY)
  public List<Artifact> save(List<Saving> savings) {
    lock.take(savings.stream().map(Saving::content).toList());
    Map<Content.Key, Content> contents =
        rows.contents(savings.stream().map(Saving::content).toList());
    Map<Content.Key, Content> added = new LinkedHashMap<>();
    List<Publication.File> files = new ArrayList<>();
    for (Saving saving : savings) {
      Content known = contents.get(saving.content());
      if (known == null) {
        known = new Content(saving.path(), saving.file().sizeBytes(), clock.instant());
        contents.put(saving.content(), known);
        added.put(saving.content(), known);
        files.add(new Publication.File(saving.file(), known.path()));
      } else if (!added.containsKey(saving.content()) && !intact(known)) {
        files.add(new Publication.File(saving.file(), known.path()));
      }
    }
    publication.of(files);
    List<Artifact> artifacts =
        savings.stream()
            .map(
                saving ->
                    new Artifact(
                        saving.description(),
                        saving.file(),
                        Objects.requireNonNull(contents.get(saving.content())),
                        clock.instant()))
            .toList();
    rows.add(added.values(), artifacts);
    rows.keep(contents.values());
    return artifacts;
  }

  /** A file that is to be kept, and as what. */
  public record Saving(NewArtifact description, InspectedFile file) {
    Content.Key content() {
      return Content.Key.of(description.tenant(), file.hash());
    }

    AssetPath path() {
      return new AssetPath(
          description.tenant(), description.run(), description.type(), file.hash(), file.format());
    }
  }

  /** The artifacts a job made, the main one first. */
  public List<Artifact> madeBy(UUID job) {
    return entities
        .createQuery("SELECT a FROM Artifact a WHERE a.job = :job ORDER BY a.id", Artifact.class)
        .setParameter("job", job)
        .getResultList();
  }

  /** The artifacts that the jobs of a step made, in the order they were made. */
  public List<Artifact> madeBy(TenantId tenant, RunId run, StepId step) {
    return entities
        .createQuery(
            "SELECT a FROM Artifact a WHERE a.tenant = :tenant AND a.run = :run"
                + " AND a.step = :step ORDER BY a.id",
            Artifact.class)
        .setParameter("tenant", tenant.value())
        .setParameter("run", run.value())
        .setParameter("step", step.value())
        .getResultList();
  }

  private boolean intact(Content content) {
    try {
      Optional<StoredAsset> stored = storage.find(content.path().key());
      return stored.isPresent() && stored.get().sizeBytes() == content.sizeBytes();
    } catch (IOException e) {
      return false;
    }
  }
}
