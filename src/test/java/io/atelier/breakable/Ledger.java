package io.atelier.breakable;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The provider's books: JSON lines in a file, on the disk before anything in them is answered.
 *
 * <p>One thread writes and syncs whatever has gathered since its last sync, so a sync is shared by
 * all who wait for it.
 */
final class Ledger {
  static final String FILE = "ledger.jsonl";

  private final Path directory;
  private final LinkedBlockingQueue<Written> queue = new LinkedBlockingQueue<>();
  private FileChannel channel;
  private long lastSeq;

  private record Written(byte[] bytes, CompletableFuture<Void> synced) {}

  private Ledger(Path directory, FileChannel channel, long lastSeq) {
    this.directory = directory;
    this.channel = channel;
    this.lastSeq = lastSeq;
  }

  /** Opens the books of a directory, and takes off what a kill cut short. */
  static Ledger open(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(FILE);
    FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
    byte[] bytes = Files.readAllBytes(file);
    int whole = bytes.length;
    while (whole > 0 && bytes[whole - 1] != '\n') {
      whole--;
    }
    channel.truncate(whole).position(whole);
    List<LedgerEntry> entries = LedgerEntry.read(file);
    long last = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).seq();
    Ledger ledger = new Ledger(directory, channel, last);
    sync(directory);
    Thread.ofPlatform().daemon().name("ledger").start(ledger::write);
    return ledger;
  }

  /** Every entry so far. */
  List<LedgerEntry> entries() {
    return LedgerEntry.read(directory.resolve(FILE));
  }

  /** The whole file. */
  byte[] bytes() throws IOException {
    return Files.readAllBytes(directory.resolve(FILE));
  }

  /**
   * Appends entries, all or, after a kill, none or the first of them; the callers' order is the
   * order of the file. Done when they are on the disk.
   */
  synchronized CompletableFuture<Void> append(Instant at, List<LedgerEntry> entries) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (LedgerEntry entry : entries) {
      lines.writeBytes(entry.stamped(++lastSeq, at).line());
    }
    CompletableFuture<Void> synced = new CompletableFuture<>();
    queue.add(new Written(lines.toByteArray(), synced));
    return synced;
  }

  /** Puts the books away under another name and begins new ones. */
  synchronized void restart(Instant at) throws IOException {
    append(at, List.of()).join();
    Path file = directory.resolve(FILE);
    Path old = directory.resolve("ledger-" + at.toEpochMilli() + ".jsonl");
    Files.move(file, old, StandardCopyOption.ATOMIC_MOVE);
    channel.close();
    channel = FileChannel.open(file, CREATE, READ, WRITE);
    sync(directory);
    lastSeq = 0;
  }

  private void write() {
    List<Written> batch = new ArrayList<>();
    try {
      while (true) {
        batch.clear();
        batch.add(queue.take());
        queue.drainTo(batch);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        batch.forEach(written -> bytes.writeBytes(written.bytes()));
        ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(false);
        batch.forEach(written -> written.synced().complete(null));
      }
    } catch (IOException | InterruptedException e) {
      // Without its books it may not answer anything.
      e.printStackTrace();
      Runtime.getRuntime().halt(3);
    }
  }

  private static void sync(Path directory) {
    try (FileChannel open = FileChannel.open(directory, READ)) {
      open.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
