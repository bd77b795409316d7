package io.atelier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What is being written in a node's asset store, or was left there. */
final class Staging {
  private Staging() {}

  /** How many bytes lie there. */
  static long bytes(ServerProcess node) throws IOException {
    try (Stream<Path> all = Files.walk(node.assets().resolve(".staging"))) {
      return all.mapToLong(Staging::size).sum();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** How many files lie there that are as large. */
  static long filesOf(ServerProcess node, long bytes) throws IOException {
    try (Stream<Path> all = Files.walk(node.assets().resolve(".staging"))) {
      return all.filter(file -> size(file) == bytes).count();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (NoSuchFileException e) {
      return 0; // gone meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
