package io.atelier.bench;

import io.atelier.PropertiesConfig;
import io.atelier.egress.EgressClients;
import io.atelier.provider.ResultWriter;
import io.atelier.provider.Workspace;
import io.atelier.provider.remote.Fetched;
import io.atelier.provider.remote.RemoteSettings;
import io.atelier.provider.remote.ResultDownload;
import io.atelier.storage.LocalStorage;
import io.atelier.storage.StagingFile;
import io.atelier.storage.StorageKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code src/bench/saving}: keeps every file of a directory in a store, one after another, and
 * prints how many nanoseconds that took. The files are read there, or fetched as results of a
 * provider are.
 */
final class SavingBench {
  private static final int BUFFER_BYTES = 128 * 1024;

  private SavingBench() {}

  /** The directory of the files, that of the store, and the address of the directory if any. */
  public static void main(String[] arguments) throws Exception {
    List<Path> files;
    try (Stream<Path> listed = Files.list(Path.of(arguments[0]))) {
      files = listed.toList();
    }
    Source source = arguments.length > 2 ? fetching(arguments[2]) : SavingBench::read;
    try (LocalStorage storage = new LocalStorage(Path.of(arguments[1]))) {
      long before = System.nanoTime();
      for (Path file : files) {
        save(storage, file, source);
      }
      System.out.println(System.nanoTime() - before);
    }
    System.exit(0); // the client's threads
  }

  private static void save(LocalStorage storage, Path file, Source source) throws Exception {
    try (StagingFile staged = storage.stage()) {
      HashingWriter writer = new HashingWriter(staged.path());
      try (writer) {
        source.send(file, writer);
      }
      storage.publish(staged, new StorageKey("bench/run/audio/" + writer.hash() + ".wav"));
    }
  }

  private static void read(Path file, ResultWriter to) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.readNBytes(buffer, 0, buffer.length);
          n > 0;
          n = in.readNBytes(buffer, 0, buffer.length)) {
        to.write(ByteBuffer.wrap(buffer, 0, n));
      }
    }
  }

  private static Source fetching(String directory) {
    PropertiesConfig config =
        (PropertiesConfig) PropertiesConfig.shippedWith(Map.of("suno.result-hosts", "127.0.0.1"));
    ResultDownload download = new ResultDownload(EgressClients.trustingLoopback(), config);
    RemoteSettings settings = RemoteSettings.read(config, "suno");
    return (file, to) -> {
      Fetched fetched = download.fetch(directory + file.getFileName(), new OneFile(to), settings);
      if (!(fetched instanceof Fetched.Whole)) {
        throw new IOException(fetched.toString());
      }
    };
  }

  /** How the bytes of a file come. */
  @FunctionalInterface
  private interface Source {
    void send(Path file, ResultWriter to) throws IOException;
  }

  /** A workspace with one file to write. */
  private record OneFile(ResultWriter writer) implements Workspace {
    @Override
    public Path newFile() {
      return writer.path();
    }

    @Override
    public ResultWriter newWriter() {
      return writer;
    }

    @Override
    public Optional<Path> reference() {
      return Optional.empty();
    }
  }

  /** Writes a staged file and hashes it on the way, as the product's does. */
  private static final class HashingWriter implements ResultWriter {
    private final Path path;
    private final FileChannel file;
    private final MessageDigest digest;

    HashingWriter(Path path) {
      this.path = path;
      try {
        this.file = FileChannel.open(path, StandardOpenOption.WRITE);
        this.digest = MessageDigest.getInstance("SHA-256");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Path path() {
      return path;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int count = bytes.remaining();
      digest.update(bytes.duplicate());
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      return count;
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }

    String hash() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}
