package io.atelier.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The file that says which store a directory holds: a random id, made with the store and never
 * changed. Without it an empty mount point would be taken for a store that has nothing, and all
 * that was ever kept for lost. Thread-safe.
 */
final class StoreMark {
  /** A dot keeps it apart from every key. */
  static final String NAME = ".store";

  private final Path file;
  private volatile @Nullable UUID expected;
  private volatile boolean awaited;

  /**
   * The mark of a store in that directory; any is right until one is {@linkplain #await awaited}.
   */
  StoreMark(Path base) {
    file = base.resolve(NAME);
  }

  /** From now on nothing is right before it is known which one is. */
  void await() {
    awaited = true;
  }

  /** From now on this one is right and no other. */
  void expect(UUID id) {
    expected = id;
  }

  /**
   * Requires that the directory holds the store that it should.
   *
   * @throws ForeignStoreException if it holds another, or none
   */
  void require() throws IOException {
    UUID right = expected;
    if (right == null) {
      if (awaited) {
        throw new ForeignStoreException("it is not known yet whether it is this installation's");
      }
      return;
    }
    Optional<UUID> here = read();
    if (!here.equals(Optional.of(right))) {
      throw new ForeignStoreException(
          here.isEmpty() ? "its directory has no file " + NAME : "its " + NAME + " has another id");
    }
  }

  /** Which store it is; empty where nothing says so. */
  Optional<UUID> read() throws IOException {
    String text;
    try {
      text = Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw new ForeignStoreException("its " + NAME + " has no id", e);
    }
  }

  /** Which store it is; says so from now on where nothing did. One caller at a time. */
  UUID make() throws IOException {
    Optional<UUID> here = read();
    if (here.isPresent()) {
      return here.get();
    }
    UUID id = UUID.randomUUID();
    Path fresh = file.resolveSibling(NAME + "." + id);
    try {
      DurableText.write(fresh, id + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
    DurableDirectories.force(Objects.requireNonNull(file.getParent()));
    return id;
  }
}
