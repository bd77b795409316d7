package io.atelier.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The directories below a store's base: made so that a power cut does not forget them. */
final class DurableDirectories {
  private static final int MOST_REMEMBERED = 10_000;

  /** Those whose entries are known to be on the disk. */
  private final Set<Path> durable = ConcurrentHashMap.newKeySet();

  private final Path base;

  DurableDirectories(Path base) {
    this.base = base;
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
    sync(parent);
    if (durable.size() > MOST_REMEMBERED) {
      durable.clear();
    }
    durable.add(directory);
  }

  /** Brings a directory's entries to the disk. */
  static void sync(Path directory) throws IOException {
    // Windows cannot open a directory; NTFS journals the entry itself.
    if (!directory.getFileSystem().getSeparator().equals("\\")) {
      try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
        entries.force(true);
      }
    }
  }
}
