package io.atelier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  /** Whether these programs exist and this user may mount. */
  static boolean possible(String... programs) {
    try {
      if (!"root".equals(System.getProperty("user.name"))) {
        return false;
      }
      for (String program : programs) {
        if (execute("sh", "-c", "command -v " + program) != 0) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
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

  /** The power goes: what was not brought to the disk is lost. Then it comes back. */
  void cutPower() throws Exception {
    run("xfs_io", "-x", "-c", "shutdown", place.toString());
    run("umount", "-l", place.toString());
    run("sh", "-c", "losetup -j " + image + " | cut -d: -f1 | xargs -r losetup -d || true");
    mounted();
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
