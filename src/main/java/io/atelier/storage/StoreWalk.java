package io.atelier.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.atelier.storage.StrayEntry.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;

/**
 * Goes through the directories of a {@link LocalStorage}, holding one open directory per level and
 * nothing else. What vanishes meanwhile is passed over; what cannot be read is an entry.
 */
final class StoreWalk extends AbstractSpliterator<StorageEntry> {
  /**
   * What lies at the top and is no asset: on its way in or out, notes, its mark, and what ext4 puts
   * there.
   */
  private static final Set<String> NOT_ENTERED =
      Set.of(
          LocalStorage.STAGING,
          LocalStorage.WITHDRAWN,
          StoreNotes.DIRECTORY,
          StoreMark.NAME,
          "lost+found");

  private final Path base;
  private final Deque<DirectoryStream<Path>> open = new ArrayDeque<>();
  private final Deque<Iterator<Path>> entries = new ArrayDeque<>();
  private final Deque<Path> directories = new ArrayDeque<>();

  /** A walk of a directory below that base, or of the base itself. */
  StoreWalk(Path base, Path start) throws IOException {
    super(Long.MAX_VALUE, Spliterator.NONNULL | Spliterator.DISTINCT);
    this.base = base;
    try {
      enter(start);
    } catch (NoSuchFileException | NotDirectoryException e) {
      if (start.equals(base)) {
        throw e; // not mounted: that is no empty store
      }
    }
  }

  @Override
  public boolean tryAdvance(Consumer<? super StorageEntry> action) {
    while (!entries.isEmpty()) {
      Optional<StorageEntry> next = next(entries.element());
      if (next.isPresent()) {
        action.accept(next.get());
        return true;
      }
    }
    return false;
  }

  private Optional<StorageEntry> next(Iterator<Path> directory) {
    try {
      if (directory.hasNext()) {
        return look(directory.next());
      }
      leave();
      return Optional.empty();
    } catch (DirectoryIteratorException e) {
      Path unread = directories.element();
      leave();
      return unreadable(unread, Objects.requireNonNull(e.getCause()));
    }
  }

  private Optional<StorageEntry> look(Path path) {
    if (directories.size() == 1 && directories.element().equals(base)) {
      if (NOT_ENTERED.contains(String.valueOf(path.getFileName()))) {
        return Optional.empty();
      }
    }
    try {
      BasicFileAttributes file =
          Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
      if (file.isRegularFile()) {
        return Optional.of(
            key(name(path))
                .<StorageEntry>map(
                    key -> new StoredAsset(key, file.size(), file.lastModifiedTime().toInstant()))
                .orElseGet(() -> foreign(path, file.size() + " bytes")));
      }
      if (!file.isDirectory()) {
        return Optional.of(foreign(path, file.isSymbolicLink() ? "a link" : "no file"));
      }
      if (key(name(path) + "/x").isEmpty()) {
        return Optional.of(foreign(path, "a directory"));
      }
      enter(path);
      return Optional.empty();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    } catch (IOException e) {
      return unreadable(path, e);
    }
  }

  private void enter(Path directory) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(directory);
    open.push(stream);
    entries.push(stream.iterator());
    directories.push(directory);
  }

  private void leave() {
    entries.pop();
    directories.pop();
    try {
      open.pop().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes what is still open. */
  void close() {
    while (!open.isEmpty()) {
      leave();
    }
  }

  private StorageEntry foreign(Path path, String what) {
    return new StrayEntry(Kind.FOREIGN, name(path), what);
  }

  private Optional<StorageEntry> unreadable(Path path, IOException e) {
    return Optional.of(StrayEntry.unreadable(name(path), e));
  }

  private String name(Path path) {
    return base.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  private static Optional<StorageKey> key(String name) {
    try {
      return Optional.of(new StorageKey(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
