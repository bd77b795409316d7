package io.atelier.media.codec;

import io.atelier.media.codec.CodecException.Reason;
import io.atelier.media.codec.child.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run of the codec's program, as long as its task: what it is to have is written, what it gives
 * is read, and {@link #finish} says whether all went well.
 *
 * <p>It is killed when the thread that uses it is interrupted, when its time is up, when it is
 * closed before it has ended, and when this process dies. It has none of this process's
 * environment, a bounded heap and, on systems with a shell that can, a bounded address space: what
 * a film makes its decoder take beyond a gigabyte is refused, and takes it from nobody. Used by one
 * thread.
 */
final class CodecProcess extends AbstractInterruptibleChannel {
  private static final int SAID_BYTES = 2048;

  /** In KiB: a JVM without work takes 0.6 GB of it, films of 8K with few references the rest. */
  private static final int ADDRESS_SPACE = 1_700_000;

  private static final Path SHELL = Path.of("/bin/sh");

  /**
   * Becomes the program, with the same process id; where there is no such limit, without it. What a
   * terminal or a service manager sends to stop the server is not its business: the server has its
   * time to finish what is under way, and ends it with what is not.
   */
  private static final List<String> BOUNDED =
      List.of(
          SHELL.toString(),
          "-c",
          "trap '' INT HUP TERM; ulimit -v "
              + ADDRESS_SPACE
              + " 2>/dev/null; unset PWD OLDPWD SHLVL _; exec \"$@\"",
          "codec");

  private final Process process;
  private final Thread listener;
  private final byte[] said = new byte[SAID_BYTES];
  private int saidLength;
  private volatile boolean late;

  private CodecProcess(Process process, Duration deadline) {
    this.process = process;
    listener = new Thread(this::listen, "codec-" + process.pid());
    listener.setDaemon(true);
    listener.start();
    process
        .onExit()
        .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (ended, e) -> {
              if (e instanceof TimeoutException) {
                late = true;
                process.destroyForcibly();
              }
            });
  }

  /**
   * Starts it.
   *
   * @param deadline after which it is killed
   * @param arguments the task and what it is told; files by {@link #file}
   * @throws CodecException if it cannot be started
   */
  static CodecProcess start(Duration deadline, List<String> arguments) throws CodecException {
    try {
      return started(deadline, arguments);
    } catch (IOException e) {
      throw new CodecException(Reason.CRASHED, "the codec's process could not be started: " + e);
    }
  }

  private static CodecProcess started(Duration deadline, List<String> arguments)
      throws IOException {
    CodecHome home = CodecHome.get();
    List<String> command = new ArrayList<>(Files.isExecutable(SHELL) ? BOUNDED : List.of());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // Over before the optimizing compiler pays; the work is native.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-XX:CompressedClassSpaceSize=32m",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+DisplayVMOutputToStderr",
            "-XX:+ErrorFileToStderr",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.bytedeco.javacpp.cachedir=" + home.directory().resolve("native"),
            "-Dorg.bytedeco.javacpp.nopointergc=true",
            "-cp",
            home.classPath(),
            Main.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.directory().toFile());
    // Nothing there is any of its business: passwords, options for this JVM.
    builder.environment().clear();
    return new CodecProcess(builder.start(), deadline);
  }

  /** A file as an argument. */
  static String file(String name, Path file) {
    return name + "=" + file.toAbsolutePath().toUri().toASCIIString();
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    interruptibly(
        () -> {
          OutputStream in = process.getOutputStream();
          in.write(bytes, offset, length);
          return length;
        });
  }

  /** Fills the array as far as there is anything, and says how far. */
  int read(byte[] bytes) throws IOException {
    return interruptibly(() -> process.getInputStream().readNBytes(bytes, 0, bytes.length));
  }

  /** Waits for its end. */
  void finish() throws IOException {
    interruptibly(
        () -> {
          process.getOutputStream().flush();
          return await(process);
        });
    if (process.exitValue() != 0) {
      throw failure();
    }
  }

  private static int await(Process process) throws InterruptedIOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /**
   * What blocks on a pipe hears no interrupt: the channel ends the process, and with it the pipe.
   */
  private int interruptibly(Call call) throws IOException {
    int result = 0;
    IOException broken = null;
    begin();
    try {
      result = call.run();
    } catch (IOException e) {
      broken = e;
    }
    try {
      end(broken == null);
    } catch (ClosedByInterruptException e) {
      throw interrupted();
    }
    if (broken == null) {
      return result;
    }
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
    // A pipe that broke says less than why.
    await(process);
    throw process.exitValue() == 0 ? broken : failure();
  }

  private static InterruptedIOException interrupted() {
    return new InterruptedIOException("interrupted; its interrupt status stays set");
  }

  private CodecException failure() throws InterruptedIOException {
    try {
      listener.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
    String text = new String(said, 0, saidLength, StandardCharsets.UTF_8).strip();
    if (late) {
      return new CodecException(Reason.TIMED_OUT, "the codec's time was up");
    }
    return process.exitValue() == Main.REFUSED
        ? new CodecException(Reason.REFUSED, text)
        : new CodecException(
            Reason.CRASHED, "the codec's process ended with " + process.exitValue() + ": " + text);
  }

  /** Keeps the beginning, which tells what all else follows from; a full pipe would block it. */
  private void listen() {
    try (InputStream err = process.getErrorStream()) {
      saidLength = err.readNBytes(said, 0, said.length);
      err.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The pipe ends when the process does.
    }
  }

  @Override
  protected void implCloseChannel() {
    process.destroyForcibly();
  }

  private interface Call {
    int run() throws IOException;
  }
}
