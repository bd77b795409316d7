package io.atelier.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directories below a store's base: made, and their files moved, so that a power cut does not
 * forget it.
 *
 * <p>What could not be brought to the disk is undone, so that whoever tries again makes a new
 * entry: the system reports a failed fsync once, and one that succeeds after it may only mean that
 * it has nothing left to write.
 */
final class DurableDirectories {
  private static final int MOST_REMEMBERED = 10_000;

  /** Those whose entries are known to be on the disk. */
  private final Set<Path> durable = ConcurrentHashMap.newKeySet();

  private final Path base;
  private final Sync sync;

  /** The directories below that one, whose entries are brought to the disk in that way. */
  DurableDirectories(Path base, Sync sync) {
    this.base = base;
    this.sync = sync;
  }

  /**
   * Makes a directory and those above it. That one exists does not say that its entry is on the
   * disk: whoever made it may not have come to that yet, or died before.
   */
  void make(Path directory) throws IOException {
    if (directory.equals(base)) {
      // It was there when the store was opened: where it is not, it is not mounted.
      Files.readAttributes(base, BasicFileAttributes.class, NOFOLLOW_LINKS);
      return;
    }
    // An operator may have removed it since.
    if (durable.contains(directory) && Files.isDirectory(directory, NOFOLLOW_LINKS)) {
      return;
    }
    Path parent = Objects.requireNonNull(directory.getParent());
    make(parent);
    Files.createDirectories(directory);
    try {
      sync(parent);
    } catch (IOException e) {
      undo(() -> Files.delete(directory), e); // which fails where somebody uses it already
      throw e;
    }
    if (durable.size() > MOST_REMEMBERED) {
      durable.clear();
    }
    durable.add(directory);
  }

  /** Moves a file, in one step, and brings its new entry to the disk. */
  void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    try {
      sync(Objects.requireNonNull(to.getParent()));
    } catch (IOException e) {
      undo(() -> Files.move(to, from, StandardCopyOption.ATOMIC_MOVE), e);
      throw e;
    }
  }

  private static void undo(Undo step, IOException reason) {
    try {
      step.run();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** Brings a directory's entries to the disk. */
  void sync(Path directory) throws IOException {
    sync.entriesOf(directory);
  }

  /** The same, by the file system. */
  static void force(Path directory) throws IOException {
    // Windows cannot open a directory; NTFS journals the entry itself.
    if (!directory.getFileSystem().getSeparator().equals("\\")) {
      try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
        entries.force(true);
      }
    }
  }

  /** How a directory's entries are brought to the disk. */
  @FunctionalInterface
  interface Sync {
    void entriesOf(Path directory) throws IOException;
  }

  @FunctionalInterface
  private interface Undo {
    void run() throws IOException;
  }
}
