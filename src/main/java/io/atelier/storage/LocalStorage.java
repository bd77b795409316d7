package io.atelier.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Assets as files under one directory.
 *
 * <p>Publishing is: fsync the file, rename it to its place, fsync every directory that got a new
 * entry. Without the last step a power cut forgets acknowledged files. Withdrawing is a rename too:
 * the directory it goes to is brought to the disk before the one it comes from, so that on no file
 * system it is in neither.
 */
public final class LocalStorage implements AssetStorage, Closeable {
  private static final Logger LOG = System.getLogger(LocalStorage.class.getName());

  /** A dot keeps it apart from every key; it is below the base so that rename stays on one disk. */
  static final String STAGING = ".staging";

  /** Below the base for the same reason. */
  static final String WITHDRAWN = ".withdrawn";

  private final Path base;
  private final StoreMark mark;
  private final DurableDirectories directories;
  private final StagingArea staging;
  private final AbandonedStaging abandoned;
  private final WithdrawnFiles withdrawn;
  private final StoreNotes notes;

  /**
   * A store in that directory, which is made if it is missing. One that is there need not be
   * writable: what it has can be read.
   *
   * @throws IOException if it can be neither made nor entered
   */
  public LocalStorage(Path directory) throws IOException {
    this(directory, DurableDirectories::force);
  }

  /** The same, whose directories are brought to the disk in that way. */
  LocalStorage(Path directory, DurableDirectories.Sync sync) throws IOException {
    Files.createDirectories(directory);
    base = directory.toRealPath();
    mark = new StoreMark(base);
    directories = new DurableDirectories(base, sync);
    staging = new StagingArea(base.resolve(STAGING), mark);
    abandoned = new AbandonedStaging(base.resolve(STAGING));
    withdrawn = new WithdrawnFiles(base.resolve(WITHDRAWN), directories);
    notes = new StoreNotes(base, mark, directories);
    syncBase();
  }

  // What was made before may be on a medium that cannot be written now.
  private void syncBase() {
    try {
      directories.sync(parent(base));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The directory above the asset store cannot be synced", e);
    }
  }

  /** Which store it is. */
  StoreMark mark() {
    return mark;
  }

  /** What nodes leave there for each other. */
  StoreNotes notes() {
    return notes;
  }

  @Override
  public StagingFile stage() throws IOException {
    return new StagingFile(staging.newFile());
  }

  /** Removes what processes that are no more had staged, and tells of it. */
  List<StrayEntry> sweep() throws IOException {
    mark.require();
    return abandoned.find(time(), true);
  }

  /** How many bytes may still be written. */
  long freeBytes() throws IOException {
    return Files.getFileStore(base).getUsableSpace();
  }

  // That of the file system, which may be another machine's. Where none can be had, nothing is old.
  Instant time() {
    try (StagingFile touched = stage()) {
      return Files.getLastModifiedTime(touched.path()).toInstant();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The store's time is not known", e);
      return Instant.EPOCH;
    }
  }

  @Override
  public void publish(StagingFile file, StorageKey key) throws IOException {
    Path target = locate(key);
    // Called again after a failure, or after whoever had it published was rolled back.
    if (file.published().isPresent()) {
      file.requirePublished(key, find(key).isPresent());
      if (!file.isEntered()) {
        enterAgain(target);
      }
    } else {
      file.sync();
      directories.make(parent(target));
      Files.move(file.path(), target, StandardCopyOption.ATOMIC_MOVE);
      file.markPublished(key);
    }
    if (!file.isEntered()) {
      directories.sync(parent(target));
      file.markEntered();
    }
  }

  // A directory whose fsync failed may only have nothing left to write when it is called again: its
  // entry has to be a new one. By a copy, because it may have replaced one that a row promises, so
  // that there must be a file in its place all the time.
  private void enterAgain(Path target) throws IOException {
    try (StagingFile copy = stage()) {
      Files.copy(target, copy.path(), StandardCopyOption.REPLACE_EXISTING);
      copy.sync();
      Files.move(copy.path(), target, StandardCopyOption.ATOMIC_MOVE);
    }
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
      mark.require(); // or it is only not mounted
      return Optional.empty();
    }
  }

  @Override
  public InputStream read(StorageKey key, long offset) throws IOException {
    SeekableByteChannel file =
        Files.newByteChannel(withoutLinks(key), Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS));
    try {
      return Channels.newInputStream(file.position(offset));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public Optional<WithdrawnAsset> withdraw(StorageKey key) throws IOException {
    Path target = locate(key);
    boolean there = look(target).isPresent();
    if (!there) {
      requireMounted();
    }
    Optional<WithdrawnAsset> taken =
        there ? Optional.of(withdrawn.take(target, key)) : Optional.empty();
    // Also where it is called again because this failed before; a power cut leaves an orphan at
    // worst.
    if (look(parent(target)).filter(BasicFileAttributes::isDirectory).isPresent()) {
      directories.sync(parent(target));
    }
    return taken;
  }

  // Whoever is told that a file is gone forgets it: what only could not be looked at is not gone.
  private static Optional<BasicFileAttributes> look(Path path) throws IOException {
    try {
      return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  // An empty mount point has lost nothing. Every store that was ever written has that directory.
  private void requireMounted() throws IOException {
    mark.require();
    if (look(base.resolve(STAGING)).isEmpty()) {
      throw new NoSuchFileException(base.toString(), null, "it has no " + STAGING);
    }
  }

  @Override
  public boolean restore(WithdrawnAsset asset) throws IOException {
    mark.require();
    Path target = locate(asset.key());
    directories.make(parent(target));
    try {
      directories.move(withdrawn.place(asset), target);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public void discard(WithdrawnAsset asset) throws IOException {
    AbandonedStaging.delete(withdrawn.place(asset));
  }

  @Override
  public Stream<WithdrawnAsset> withdrawn() throws IOException {
    mark.require();
    return withdrawn.all();
  }

  @Override
  public Stream<StorageEntry> list(String prefix) throws IOException {
    mark.require();
    StoreWalk walk = new StoreWalk(base, prefix.isEmpty() ? base : directory(prefix));
    Stream<StorageEntry> all = StreamSupport.stream(walk, false).onClose(walk::close);
    return prefix.isEmpty() ? Stream.concat(all, leftovers()) : all;
  }

  /** Whether it has any asset, marked or not. */
  boolean hasAssets() throws IOException {
    StoreWalk walk = new StoreWalk(base, base);
    try (Stream<StorageEntry> all = StreamSupport.stream(walk, false).onClose(walk::close)) {
      return all.anyMatch(StoredAsset.class::isInstance);
    }
  }

  private Path directory(String prefix) throws IOException {
    if (!prefix.endsWith("/")) {
      throw new IllegalArgumentException("a prefix ends with a slash");
    }
    return parent(locate(new StorageKey(prefix + "x")));
  }

  private Stream<StorageEntry> leftovers() {
    Instant now = time();
    return Stream.concat(
        leftovers(STAGING, () -> abandoned.find(now, false)),
        leftovers(WITHDRAWN, () -> withdrawn.left(now)));
  }

  private static Stream<StorageEntry> leftovers(String where, Look look) {
    try {
      return look.entries().stream().map(entry -> entry);
    } catch (IOException e) {
      return Stream.of(StrayEntry.unreadable(where, e));
    }
  }

  @FunctionalInterface
  private interface Look {
    List<StrayEntry> entries() throws IOException;
  }

  // The key's form already forbids leaving the base; a second wall costs nothing.
  private Path locate(StorageKey key) {
    Path path = base.resolve(key.value()).normalize();
    if (!path.startsWith(base)
        || path.startsWith(base.resolve(STAGING))
        || path.startsWith(base.resolve(WITHDRAWN))) {
      throw new IllegalArgumentException("a key outside of the store");
    }
    return path;
  }

  // A link put on the way by whoever can write here must not lead out of the base. Only what is
  // surely absent is absent: a disk that fails has not lost the file.
  private Path withoutLinks(StorageKey key) throws IOException {
    Path path = locate(key);
    Path directory = parent(path);
    if (!Files.isDirectory(directory)) {
      requireAbsent(directory);
      throw new NoSuchFileException(key.value());
    }
    if (!directory.toRealPath().equals(directory)) {
      throw new NoSuchFileException(key.value());
    }
    return path;
  }

  // isDirectory also says no where it could not look.
  private void requireAbsent(Path directory) throws IOException {
    Path path = base;
    for (Path segment : base.relativize(directory)) {
      path = path.resolve(segment);
      if (!Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS).isDirectory()) {
        return;
      }
    }
  }

  // Nothing below the base is a root.
  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  /** Lets go of the staging directory, with all that is staged in it. */
  @Override
  public void close() throws IOException {
    staging.close();
  }
}
