package io.atelier.artifact;

import io.atelier.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files one piece of work makes before any is saved; those that were not saved are gone when it
 * is closed. Used by one thread at a time.
 */
public final class StagedFiles implements AutoCloseable {
  private static final Logger LOG = System.getLogger(StagedFiles.class.getName());

  private final DurableWrites writes;
  private final List<StagedFile> files = new ArrayList<>();

  StagedFiles(DurableWrites writes) {
    this.writes = writes;
  }

  /**
   * An empty file to be written.
   *
   * @throws StorageException if the store cannot be written after retries
   */
  public Path newFile() {
    try {
      return stage().path();
    } catch (IOException e) {
      throw StorageException.of(e);
    }
  }

  /**
   * A file of what a stream gives, written, hashed and counted in one pass.
   *
   * @param mostBytes what is longer is refused, as soon as it is
   * @throws ProblemException {@code BODY_TOO_LARGE}
   * @throws StorageException if the store cannot be written after retries
   */
  public Path receive(InputStream source, long mostBytes) {
    try {
      StagedFile file = stage();
      writes.receive(source, file, mostBytes);
      return file.path();
    } catch (IOException e) {
      throw StorageException.of(e);
    }
  }

  /**
   * A file of what the store itself gives, however long: that was accepted once.
   *
   * @throws IOException if the store cannot be read, or not be written after retries
   */
  Path copy(InputStream stored) throws IOException {
    StagedFile file = stage();
    writes.copy(stored, file);
    return file.path();
  }

  /**
   * An empty file to be written from its beginning to its end, hashed and counted in one pass, by
   * whoever is given pieces instead of a stream.
   *
   * @param mostBytes what is longer is refused, as soon as it is
   * @throws StorageException if the store cannot be written after retries
   */
  public StagedWriter newWriter(long mostBytes) {
    try {
      return writes.writer(stage(), mostBytes);
    } catch (IOException e) {
      throw StorageException.of(e);
    }
  }

  private StagedFile stage() throws IOException {
    StagedFile file = new StagedFile(writes.stage());
    files.add(file);
    return file;
  }

  StagedFile at(Path path) {
    return files.stream()
        .filter(file -> file.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not one of these staged files"));
  }

  @Override
  public void close() {
    for (StagedFile file : files) {
      try {
        file.file().close();
      } catch (IOException e) {
        // What became of the work is decided; a left-over file costs space only.
        LOG.log(Level.WARNING, "A staging file could not be removed", e);
      }
    }
  }
}
