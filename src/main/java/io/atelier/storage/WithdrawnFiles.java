package io.atelier.storage;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The files of a local store that were taken from their places: in one directory, each under the
 * key it had, {@code ~} for {@code /}, and an id that no other ever has.
 */
final class WithdrawnFiles {
  private static final Logger LOG = System.getLogger(WithdrawnFiles.class.getName());
  private static final char SEPARATOR = '~';

  private final Path root;

  WithdrawnFiles(Path root) {
    this.root = root;
  }

  /** Takes a file from its place, in one step. */
  WithdrawnAsset take(Path file, StorageKey key) throws IOException {
    WithdrawnAsset asset = new WithdrawnAsset(key, UUID.randomUUID().toString());
    Files.createDirectories(root);
    Files.move(file, place(asset), StandardCopyOption.ATOMIC_MOVE);
    return asset;
  }

  /** Where it lies. */
  Path place(WithdrawnAsset asset) {
    return root.resolve(asset.key().value().replace('/', SEPARATOR) + SEPARATOR + asset.id());
  }

  /** At most so many. */
  List<WithdrawnAsset> some(int most) throws IOException {
    List<WithdrawnAsset> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(root)) {
      for (Path file : all) {
        if (found.size() == most) {
          break;
        }
        parse(String.valueOf(file.getFileName())).ifPresent(found::add);
      }
    } catch (NoSuchFileException e) {
      LOG.log(Level.DEBUG, "Nothing was withdrawn yet", e);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
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
