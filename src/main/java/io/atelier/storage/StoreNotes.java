package io.atelier.storage;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Short texts that a node leaves beside the assets for itself and for others: what must not be
 * forgotten while the database cannot be told. Each is on the disk when {@link #write} returns, and
 * whole or not there. Thread-safe.
 */
public final class StoreNotes {
  /** A dot keeps it apart from every key. */
  static final String DIRECTORY = ".notes";

  private static final Logger LOG = System.getLogger(StoreNotes.class.getName());
  private static final String HIDDEN = ".";

  private final Path directory;
  private final StoreMark mark;
  private final DurableDirectories directories;

  StoreNotes(Path base, StoreMark mark, DurableDirectories directories) {
    this.directory = base.resolve(DIRECTORY);
    this.mark = mark;
    this.directories = directories;
  }

  /** Leaves a text under that name, in place of the one that was there. */
  public void write(UUID name, String text) throws IOException {
    mark.require();
    directories.make(directory);
    Path fresh = directory.resolve(HIDDEN + UUID.randomUUID());
    try {
      DurableText.write(fresh, text);
      directories.move(fresh, place(name));
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** All texts that lie there, by their names. */
  public Map<UUID, String> read() throws IOException {
    Map<UUID, String> notes = new TreeMap<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory, file -> !isHidden(file))) {
      for (Path file : files) {
        read(file, notes);
      }
    } catch (NoSuchFileException e) {
      return Map.of(); // nothing was ever left
    }
    return notes;
  }

  private static void read(Path file, Map<UUID, String> notes) throws IOException {
    try {
      notes.put(UUID.fromString(String.valueOf(file.getFileName())), Files.readString(file));
    } catch (NoSuchFileException e) {
      // Another node was faster.
    } catch (IllegalArgumentException e) {
      LOG.log(Level.DEBUG, "Not one of ours lies among the notes: {0}", file.getFileName());
    }
  }

  private static boolean isHidden(Path file) {
    return String.valueOf(file.getFileName()).startsWith(HIDDEN);
  }

  /** Takes a text away; nothing where there is none. */
  public void remove(UUID name) throws IOException {
    Files.deleteIfExists(place(name));
  }

  /** Keeps a text that nobody can make use of, where {@link #read} does not find it. */
  public void setAside(UUID name) throws IOException {
    try {
      directories.move(place(name), directory.resolve(HIDDEN + name));
    } catch (NoSuchFileException e) {
      // Another node was faster.
    }
  }

  private Path place(UUID name) {
    return directory.resolve(name.toString());
  }
}
