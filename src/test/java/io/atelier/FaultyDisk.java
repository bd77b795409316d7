package io.atelier;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A file system of its own that a test may fill, forbid to write, or cut the power of; unmounted
 * when it is closed. Needs root and mount, so it says first whether it can be had.
 */
final class FaultyDisk implements AutoCloseable {
  private final Path place;
  private final Path image;
  private final List<String> mount;

  private FaultyDisk(Path place, Path image, List<String> mount) {
    this.place = place;
    this.image = image;
    this.mount = mount;
  }

  /** Memory as a disk, with those mount options ({@code size=8m,nr_inodes=60}). */
  static FaultyDisk inMemory(Path directory, String options) throws Exception {
    Path place = Files.createDirectories(directory.resolve("disk"));
    return new FaultyDisk(
            place, place, List.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", place.toString()))
        .mounted();
  }

  /** An ext4 file system in a file. */
  static FaultyDisk inAFile(Path directory, int megabytes) throws Exception {
    Path place = Files.createDirectories(directory.resolve("disk"));
    Path image = directory.resolve("image");
    run("truncate", "-s", megabytes + "M", image.toString());
    run("mkfs.ext4", "-q", "-F", image.toString());
    return new FaultyDisk(
            place, image, List.of("mount", "-o", "loop", image.toString(), place.toString()))
        .mounted();
  }

  /** Why such a disk cannot be had with these programs, or empty if it can. */
  static Optional<String> obstacle(String... programs) throws Exception {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.of("needs root");
    }
    for (String program : programs) {
      if (execute("sh", "-c", "command -v " + program) != 0) {
        return Optional.of("needs the program " + program);
      }
    }
    Path directory = Files.createTempDirectory("mount");
    try (FaultyDisk disk = inMemory(directory, "size=1m")) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("root may not mount here (" + e.getMessage() + ")");
    }
  }

  Path place() {
    return place;
  }

  /** Fills it to the last block. */
  Path fill() throws IOException {
    Path filler = place.resolve("filler");
    execute("sh", "-c", "cat /dev/zero > " + filler + " 2>/dev/null; sync");
    return filler;
  }

  void readOnly() throws IOException {
    run("mount", "-o", "remount,ro", place.toString());
  }

  void writable() throws IOException {
    run("mount", "-o", "remount,rw", place.toString());
  }

  /** Nothing can be made, changed or removed in that directory, not even by root. */
  static void freeze(Path directory) throws IOException {
    run("chattr", "+i", directory.toString());
  }

  static void thaw(Path directory) throws IOException {
    run("chattr", "-i", directory.toString());
  }

  /** The power goes: nothing reaches the disk any more, and what had not is lost. */
  void cutPower() throws IOException {
    run("xfs_io", "-x", "-c", "shutdown", place.toString());
  }

  /** The power comes back; who had files open on it has to be gone. */
  void restorePower() throws IOException {
    run("umount", place.toString());
    mounted();
  }

  /** One bit of what is stored there rots, in the place where these bytes are. */
  void rot(byte[] bytes) throws IOException {
    run("umount", place.toString());
    try (RandomAccessFile disk = new RandomAccessFile(image.toFile(), "rw")) {
      byte[] all = new byte[(int) disk.length()];
      disk.readFully(all);
      int at = indexOf(all, bytes);
      disk.seek(at + bytes.length / 2);
      disk.write(all[at + bytes.length / 2] ^ 1);
    }
    mounted();
  }

  private static int indexOf(byte[] all, byte[] bytes) throws IOException {
    for (int i = 0; i <= all.length - bytes.length; i++) {
      if (all[i] == bytes[0] && Arrays.equals(all, i, i + bytes.length, bytes, 0, bytes.length)) {
        return i;
      }
    }
    throw new IOException("not on the disk");
  }

  private FaultyDisk mounted() throws IOException {
    run(mount.toArray(String[]::new));
    return this;
  }

  @Override
  public void close() throws IOException {
    execute("umount", "-l", place.toString());
  }

  private static void run(String... command) throws IOException {
    int exit = execute(command);
    if (exit != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + exit);
    }
  }

  private static int execute(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", command) + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return process.exitValue();
  }
}
