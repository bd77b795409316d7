package io.atelier.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The directory that one opened store stages its files in, its own as long as it holds a lock on
 * the file beside it: {@code .staging/{process}.{random}} and {@code .lock} after it.
 *
 * <p>The system lets go of the lock when the process ends, however it ends; so a lock that can be
 * taken says that what lies there is abandoned ({@link AbandonedStaging}). Made when it is first
 * needed, so that a store that cannot be written can be opened and read.
 */
final class StagingArea implements Closeable {
  static final String LOCK = ".lock";

  private static final String PROCESS_PROPERTY = "io.atelier.storage.process";
  private static final int TRIES = 10;

  private final Path root;
  private final StoreMark mark;
  private @Nullable Held held;
  // What was there and is not has been unmounted, most likely: nothing may be made in its place.
  private boolean rootSeen;

  StagingArea(Path root, StoreMark mark) {
    this.root = root;
    this.mark = mark;
  }

  /**
   * What the names of all areas of this process begin with; one for the whole Java machine, however
   * many class loaders have this class.
   */
  static String process() {
    return System.getProperties()
        .computeIfAbsent(PROCESS_PROPERTY, name -> UUID.randomUUID().toString())
        .toString();
  }

  /** An empty file that nobody else has. */
  Path newFile() throws IOException {
    Held area = held();
    try {
      return create(area);
    } catch (NoSuchFileException e) {
      // Somebody cleared up by hand.
      leave(area);
      return create(held());
    }
  }

  private static Path create(Held area) throws IOException {
    return Files.createFile(area.directory().resolve(UUID.randomUUID().toString()));
  }

  private synchronized Held held() throws IOException {
    if (held == null) {
      mark.require();
      if (!rootSeen) {
        Files.createDirectories(root);
        rootSeen = true;
      }
      Held taken = null;
      for (int i = 0; taken == null; i++) {
        if (i == TRIES) {
          throw new IOException("no staging directory could be locked");
        }
        taken = take(process() + "." + UUID.randomUUID());
      }
      held = taken;
    }
    return held;
  }

  // The lock is there before the directory is. Whoever clears up may take the lock in the moment
  // before we do, and then removes the file: so it must still be there once it is ours.
  private @Nullable Held take(String name) throws IOException {
    Path lock = Files.createFile(root.resolve(name + LOCK));
    FileChannel channel;
    try {
      // For reading, and so shared: one for writing would keep an operator from mounting the store
      // read-only.
      channel = FileChannel.open(lock, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      return null;
    }
    boolean taken = false;
    try {
      if (channel.tryLock(0, Long.MAX_VALUE, true) == null || Files.notExists(lock)) {
        return null;
      }
      Path directory = Files.createDirectory(root.resolve(name));
      taken = true;
      return new Held(directory, lock, channel);
    } finally {
      if (!taken) {
        release(lock, channel);
      }
    }
  }

  // Not again: another thread may have a new one already.
  private synchronized void leave(Held area) throws IOException {
    if (area.equals(held)) {
      held = null;
      release(area.lock(), area.channel());
    }
  }

  private static void release(Path lock, FileChannel channel) throws IOException {
    try (channel) {
      Files.deleteIfExists(lock);
    }
  }

  /** Lets go of it, with all that is staged in it. */
  @Override
  public synchronized void close() throws IOException {
    Held area = held;
    if (area != null) {
      AbandonedStaging.delete(area.directory());
      leave(area);
    }
  }

  private record Held(Path directory, Path lock, FileChannel channel) {}
}
