package io.atelier.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.atelier.storage.StrayEntry.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The files of a local store that were taken from their places: in one directory, each under the
 * key it had, {@code ~} for {@code /}, and an id that no other ever has.
 */
final class WithdrawnFiles {
  private static final Logger LOG = System.getLogger(WithdrawnFiles.class.getName());
  private static final char SEPARATOR = '~';
  private static final Duration LEFT = Duration.ofHours(1);

  private final Path root;
  private final DurableDirectories directories;

  WithdrawnFiles(Path root, DurableDirectories directories) {
    this.root = root;
    this.directories = directories;
  }

  /**
   * Takes a file from its place, in one step; when this returns, it is on the disk that it came.
   */
  WithdrawnAsset take(Path file, StorageKey key) throws IOException {
    WithdrawnAsset asset = new WithdrawnAsset(key, UUID.randomUUID().toString());
    directories.make(root);
    directories.move(file, place(asset));
    return asset;
  }

  /** Where it lies. */
  Path place(WithdrawnAsset asset) {
    return root.resolve(asset.key().value().replace('/', SEPARATOR) + SEPARATOR + asset.id());
  }

  /** All of them; lazy, to be closed. */
  Stream<WithdrawnAsset> all() throws IOException {
    return files().flatMap(file -> parse(name(file)).stream());
  }

  private Stream<Path> files() throws IOException {
    try {
      return Files.list(root);
    } catch (NoSuchFileException e) {
      LOG.log(Level.DEBUG, "Nothing was withdrawn yet", e);
      return Stream.empty();
    }
  }

  /**
   * Tells of what lies there and should not: what could not be removed for an hour, and what was
   * not put there by us.
   *
   * @param now the file system's time
   */
  List<StrayEntry> left(Instant now) throws IOException {
    List<StrayEntry> found = new ArrayList<>();
    try (Stream<Path> all = files()) {
      for (Path file : (Iterable<Path>) all::iterator) {
        look(file, now).ifPresent(found::add);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return found;
  }

  private Optional<StrayEntry> look(Path file, Instant now) {
    String name = root.getFileName() + "/" + name(file);
    try {
      boolean ours = parse(name(file)).isPresent();
      return ours && !taken(file).toInstant().isBefore(now.minus(LEFT))
          ? Optional.empty()
          : Optional.of(
              new StrayEntry(
                  ours ? Kind.UNDELETED : Kind.FOREIGN, name, Files.size(file) + " bytes"));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(StrayEntry.unreadable(name, e));
    }
  }

  // A rename is a change of the file, if none of its bytes. Windows does not tell of it: there a
  // file whose removal is on its way may be told of.
  private static FileTime taken(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? (FileTime) Files.getAttribute(file, "unix:ctime", NOFOLLOW_LINKS)
        : Files.getLastModifiedTime(file, NOFOLLOW_LINKS);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static Optional<WithdrawnAsset> parse(String name) {
    int end = name.lastIndexOf(SEPARATOR);
    try {
      return Optional.of(
          new WithdrawnAsset(
              new StorageKey(name.substring(0, Math.max(end, 0)).replace(SEPARATOR, '/')),
              UUID.fromString(name.substring(end + 1)).toString()));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not ours
    }
  }
}
