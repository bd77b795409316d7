package io.atelier.media.codec;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A private temporary directory with all that a codec's process needs, which the server's own class
 * path has only inside the WAR: its program and its libraries.
 *
 * <p>It is made at first use, and lives while its lock is held (ADR 7): this process removes it
 * when it ends, and if it was killed, the next one does.
 */
final class CodecHome {
  private static final Logger LOG = System.getLogger(CodecHome.class.getName());
  private static final String PREFIX = "atelier-codec-";
  private static final String LOCK = "lock";

  /** The classes of the child's package; a test holds it complete. */
  static final List<String> PROGRAM =
      List.of(
          "Answers",
          "Arguments",
          "AudioTrack",
          "Cut",
          "Decoder",
          "Decoding",
          "Encoding",
          "Main",
          "Muxer",
          "Refitting",
          "Refusal",
          "Resampler",
          "Scaler",
          "Source",
          "Turn",
          "VideoTrack");

  /** As {@code src/build/codec.groovy} names them. */
  private static final List<String> LIBRARIES =
      List.of("javacpp.jar", "javacpp-platform.jar", "ffmpeg.jar", "ffmpeg-platform.jar");

  private static final String PACKAGE = "io/atelier/media/codec/child/";

  private static @Nullable CodecHome home;

  private final Path directory;
  private final FileLock lock;

  private CodecHome(Path directory, FileLock lock) {
    this.directory = directory;
    this.lock = lock;
  }

  static synchronized CodecHome get() throws IOException {
    // Whoever cleans temporary directories may have taken it.
    if (home == null || !Files.exists(home.directory)) {
      home = make();
    }
    return home;
  }

  Path directory() {
    return directory;
  }

  String classPath() {
    List<String> entries = new ArrayList<>(List.of(directory.toString()));
    LIBRARIES.forEach(library -> entries.add(directory.resolve(library).toString()));
    return String.join(File.pathSeparator, entries);
  }

  private static CodecHome make() throws IOException {
    String own = PREFIX + thisProcess() + "-";
    Path directory = Files.createTempDirectory(own);
    removeAbandoned(directory.resolveSibling("."), own);
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    CodecHome made = new CodecHome(directory, channel.lock());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> made.remove(), "codec-home"));
    Path program = Files.createDirectories(directory.resolve(PACKAGE));
    for (String name : PROGRAM) {
      copy("child/" + name + ".class", program.resolve(name + ".class"));
    }
    for (String library : LIBRARIES) {
      copy("lib/" + library, directory.resolve(library));
    }
    return made;
  }

  /** Its number alone tells it from none before: in a container each is the first. */
  private static String thisProcess() {
    ProcessHandle process = ProcessHandle.current();
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return process.pid() + "." + start;
  }

  private static void copy(String resource, Path to) throws IOException {
    try (InputStream in = CodecHome.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException("this build has no " + resource);
      }
      Files.copy(in, to);
    }
  }

  /** Never looks at this process's own: closing a channel of a file ends its locks. */
  private static void removeAbandoned(Path temporary, String own) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (Path other : all) {
        Path lock = other.resolve(LOCK);
        if (!other.getFileName().toString().startsWith(own) && Files.isWritable(lock)) {
          removeIfAbandoned(other, lock);
        }
      }
    }
  }

  private static void removeIfAbandoned(Path directory, Path lock) {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        delete(directory);
      }
    } catch (IOException | OverlappingFileLockException e) {
      LOG.log(Level.DEBUG, "Somebody else removes " + directory, e);
    }
  }

  private void remove() {
    try {
      delete(directory);
      lock.release();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, directory + " is left to the next process", e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
