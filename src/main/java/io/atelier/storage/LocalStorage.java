package io.atelier.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Assets as files under one directory.
 *
 * <p>Publishing is: fsync the file, rename it to its place, fsync every directory that got a new
 * entry. Without the last step a power cut forgets acknowledged files.
 */
public final class LocalStorage implements AssetStorage {
  // A dot keeps it apart from every key; below the base so that rename never crosses file systems.
  private static final String STAGING = ".staging";

  private static final int MOST_REMEMBERED = 10_000;

  /** Directories whose entries are known to be on the disk. */
  private final Set<Path> durable = ConcurrentHashMap.newKeySet();

  private final Path base;
  private final Path staging;

  /**
   * A store in that directory, which is made if it is missing.
   *
   * @throws IOException if it can be neither made nor entered
   */
  public LocalStorage(Path directory) throws IOException {
    Files.createDirectories(directory);
    base = directory.toRealPath();
    staging = base.resolve(STAGING);
    Files.createDirectories(staging);
    syncDirectory(parent(base));
    durable.add(base);
  }

  @Override
  public StagingFile stage() throws IOException {
    Path file = staging.resolve(UUID.randomUUID().toString());
    Files.createFile(file);
    return new StagingFile(file);
  }

  @Override
  public void publish(StagingFile file, StorageKey key) throws IOException {
    Path target = locate(key);
    // Called again after a failure, what is already in place only has its directory synced.
    if (!file.published()) {
      file.sync();
      createDirectories(parent(target));
      Files.move(file.path(), target, StandardCopyOption.ATOMIC_MOVE);
      file.markPublished();
    }
    syncDirectory(parent(target));
  }

  @Override
  public Optional<StoredAsset> find(StorageKey key) throws IOException {
    try {
      BasicFileAttributes file =
          Files.readAttributes(withoutLinks(key), BasicFileAttributes.class, NOFOLLOW_LINKS);
      return file.isRegularFile()
          ? Optional.of(new StoredAsset(key, file.size(), file.lastModifiedTime().toInstant()))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public InputStream read(StorageKey key, long offset) throws IOException {
    SeekableByteChannel file =
        Files.newByteChannel(withoutLinks(key), Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS));
    file.position(offset);
    return Channels.newInputStream(file);
  }

  @Override
  public boolean delete(StorageKey key) throws IOException {
    Path target = locate(key);
    boolean deleted = Files.deleteIfExists(target);
    if (deleted) {
      syncDirectory(parent(target));
    }
    return deleted;
  }

  @Override
  public Stream<StoredAsset> list() throws IOException {
    return Files.walk(base)
        .filter(file -> !file.startsWith(staging) && Files.isRegularFile(file, NOFOLLOW_LINKS))
        .flatMap(file -> stored(file).stream());
  }

  private Optional<StoredAsset> stored(Path file) {
    String name =
        base.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    try {
      return find(new StorageKey(name));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // deleted meanwhile, or not ours
    }
  }

  // The key's form already forbids leaving the base; a second wall costs nothing.
  private Path locate(StorageKey key) {
    Path path = base.resolve(key.value()).normalize();
    if (!path.startsWith(base) || path.startsWith(staging)) {
      throw new IllegalArgumentException("a key outside of the store");
    }
    return path;
  }

  // A link put on the way by whoever can write here must not lead out of the base.
  private Path withoutLinks(StorageKey key) throws IOException {
    Path path = locate(key);
    Path directory = parent(path);
    if (!Files.isDirectory(directory) || !directory.toRealPath().equals(directory)) {
      throw new NoSuchFileException(key.value());
    }
    return path;
  }

  // Nothing below the base is a root.
  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  // That it exists does not say that its entry is on the disk: whoever made it may not have come to
  // that yet, or died before.
  private void createDirectories(Path directory) throws IOException {
    if (durable.contains(directory)) {
      return;
    }
    createDirectories(parent(directory));
    Files.createDirectories(directory);
    syncDirectory(parent(directory));
    if (durable.size() > MOST_REMEMBERED) {
      durable.clear();
      durable.add(base);
    }
    durable.add(directory);
  }

  private static void syncDirectory(Path directory) throws IOException {
    // Windows cannot open a directory; NTFS journals the entry itself.
    if (!directory.getFileSystem().getSeparator().equals("\\")) {
      try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
        entries.force(true);
      }
    }
  }
}
