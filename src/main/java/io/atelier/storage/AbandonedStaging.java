package io.atelier.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What processes that are no more left below {@code .staging}: finds it, and clears it away.
 *
 * <p>A {@link StagingArea} whose lock can be taken is abandoned. Nothing in this very process is
 * ever looked at: on POSIX, closing any channel of a file ends the locks that the process has on
 * it. What has no lock at all (files of versions before there was one, a directory whose lock
 * somebody removed) counts as abandoned when nobody has touched it for an hour, by the file
 * system's own time.
 */
final class AbandonedStaging {
  private static final Logger LOG = System.getLogger(AbandonedStaging.class.getName());
  private static final Duration UNTOUCHED = Duration.ofHours(1);

  private final Path root;

  AbandonedStaging(Path root) {
    this.root = root;
  }

  /**
   * Tells of it, one entry for each process, and removes it if asked to.
   *
   * @param now the file system's time
   */
  List<StrayEntry> find(Instant now, boolean remove) throws IOException {
    FileTime old = FileTime.from(now.minus(UNTOUCHED));
    List<StrayEntry> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(root)) {
      for (Path path : all) {
        if (!name(path).startsWith(StagingArea.process() + ".")) {
          look(path, old, remove, found);
        }
      }
    } catch (NoSuchFileException e) {
      LOG.log(Level.DEBUG, "Nothing was staged yet", e);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  // One that cannot be looked at does not keep the others from being.
  private void look(Path path, FileTime old, boolean remove, List<StrayEntry> found) {
    try {
      if (name(path).endsWith(StagingArea.LOCK)) {
        lookBehind(path, remove, found);
      } else if (!Files.exists(lockOf(path), NOFOLLOW_LINKS)
          && Files.getLastModifiedTime(path, NOFOLLOW_LINKS).compareTo(old) < 0) {
        add(path, remove, found);
      }
    } catch (NoSuchFileException e) {
      LOG.log(Level.DEBUG, "Another node was faster", e);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Whether " + path + " is abandoned cannot be told", e);
    }
  }

  private void lookBehind(Path lock, boolean remove, List<StrayEntry> found) throws IOException {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock taken = channel.tryLock()) {
      if (taken == null) {
        return;
      }
      Path directory = root.resolve(name(lock).replace(StagingArea.LOCK, ""));
      if (Files.exists(directory, NOFOLLOW_LINKS)) {
        add(directory, remove, found);
      }
      if (remove) {
        Files.deleteIfExists(lock);
      }
    } catch (OverlappingFileLockException e) {
      LOG.log(Level.DEBUG, "Alive in this process", e);
    }
  }

  private void add(Path path, boolean remove, List<StrayEntry> found) throws IOException {
    String name = root.getFileName() + "/" + name(path);
    found.add(new StrayEntry(StrayEntry.Kind.LEFTOVER, name, describe(path)));
    if (remove) {
      delete(path);
    }
  }

  private Path lockOf(Path directory) {
    return root.resolve(name(directory) + StagingArea.LOCK);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** Removes a file, or a directory with all in it. */
  static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(path)) {
        for (Path file : all) {
          delete(file);
        }
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
    Files.deleteIfExists(path);
  }

  private static String describe(Path path) throws IOException {
    if (!Files.isDirectory(path, NOFOLLOW_LINKS)) {
      return Files.size(path) + " bytes";
    }
    long files = 0;
    long bytes = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(path)) {
      for (Path file : all) {
        files++;
        bytes += Files.size(file);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return files + " files, " + bytes + " bytes";
  }
}
