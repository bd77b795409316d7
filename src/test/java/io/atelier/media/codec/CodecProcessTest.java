package io.atelier.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.media.codec.CodecException.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** No way in which a codec's process can end is lost, and none leaves it behind. */
@Isolated("kills the last child of this process")
@Timeout(60)
class CodecProcessTest {
  @TempDir Path directory;

  @Test
  void a_killed_process_is_told() throws Exception {
    try (VideoEncoder encoder = begun()) {
      child().destroyForcibly();
      assertCrashed(encoder, "ended with 137");
    }
  }

  @Test
  @DisplayName("Native code that crashes ends its own process only")
  void a_crash_in_native_code_is_told() throws Exception {
    try (VideoEncoder encoder = begun()) {
      new ProcessBuilder("kill", "-SEGV", String.valueOf(child().pid())).start().waitFor();
      assertCrashed(encoder, "SIGSEGV");
    }
  }

  @Test
  @DisplayName("Ctrl-C, a hang-up and a service manager's stop are the server's business alone")
  void promise_1_what_stops_the_server_does_not_end_what_it_makes() throws Exception {
    Path film = directory.resolve("film");
    try (VideoEncoder encoder = VideoEncoder.open(film, 64, 64, 24, 2, null)) {
      encoder.write(new byte[Yuv420.bytes(64, 64)]);
      for (String signal : List.of("-INT", "-HUP", "-TERM")) {
        new ProcessBuilder("kill", signal, String.valueOf(child().pid())).start().waitFor();
      }
      encoder.write(new byte[Yuv420.bytes(64, 64)]);
      encoder.finish();
    }
    assertThat(film).isNotEmptyFile();
  }

  @Test
  void what_takes_too_long_is_killed() throws IOException {
    try (CodecProcess process = CodecProcess.start(Duration.ofMillis(400), endless())) {
      ProcessHandle child = child();
      assertThatThrownBy(process::finish)
          .isInstanceOfSatisfying(
              CodecException.class,
              e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(Reason.TIMED_OUT));
      assertThat(child.isAlive()).isFalse();
    }
  }

  @Test
  void an_interrupted_caller_stops_waiting_and_its_process_ends() throws Exception {
    AtomicReference<Object> outcome = new AtomicReference<>();
    CompletableFuture<ProcessHandle> started = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try (CodecProcess process = CodecProcess.start(Duration.ofSeconds(50), endless())) {
                started.complete(child());
                process.finish();
              } catch (InterruptedIOException e) {
                outcome.set(Thread.currentThread().isInterrupted());
              } catch (IOException e) {
                outcome.set(e);
              }
            });
    caller.start();
    ProcessHandle child = started.get(30, TimeUnit.SECONDS);
    caller.interrupt();
    caller.join(5_000);
    assertThat(outcome.get()).as("interrupted, and still marked so").isEqualTo(true);
    child.onExit().get(5, TimeUnit.SECONDS);
  }

  @Test
  void closing_before_the_end_kills_it() throws Exception {
    ProcessHandle child;
    try (VideoEncoder encoder = begun()) {
      child = child();
    }
    child.onExit().get(5, TimeUnit.SECONDS);
  }

  @Test
  @DisplayName("When the server is killed, the codec's process ends by itself")
  void it_ends_with_its_parent() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                directory.resolve("orphan").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var lines = parent.inputReader()) {
      long pid = Long.parseLong(lines.readLine());
      ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
      parent.destroyForcibly();
      child.onExit().get(10, TimeUnit.SECONDS);
    }
  }

  /** Begins an encoding, tells its process and waits to be killed. */
  static final class Parent {
    public static void main(String[] arguments) throws Exception {
      try (VideoEncoder encoder =
          VideoEncoder.open(Path.of(arguments[0]), 64, 64, 24, 1000, null)) {
        encoder.write(new byte[Yuv420.bytes(64, 64)]);
        System.out.println(child().pid());
        Thread.currentThread().join();
      }
    }
  }

  @Test
  void it_has_none_of_the_servers_environment() throws Exception {
    try (VideoEncoder encoder = begun()) {
      Process look = new ProcessBuilder("cat", "/proc/" + child().pid() + "/environ").start();
      assertThat(look.getInputStream().readAllBytes()).isEmpty();
    }
  }

  @Test
  @DisplayName("What a film makes its decoder take is bounded, outside of its heap too")
  @EnabledOnOs(OS.LINUX)
  void its_address_space_is_bounded() throws Exception {
    try (VideoEncoder encoder = begun()) {
      assertThat(Files.readString(Path.of("/proc/" + child().pid() + "/limits")))
          .containsPattern("Max address space +17[0-9]{8} +17[0-9]{8} +bytes");
    }
  }

  @Test
  void one_that_cannot_be_started_is_told() throws IOException {
    String home = System.getProperty("java.home");
    System.setProperty("java.home", directory.toString());
    try {
      assertThatThrownBy(() -> CodecProcess.start(Duration.ofSeconds(5), endless()).finish())
          .isInstanceOfSatisfying(
              CodecException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CRASHED));
    } finally {
      System.setProperty("java.home", home);
    }
  }

  private VideoEncoder begun() throws IOException {
    VideoEncoder encoder = VideoEncoder.open(directory.resolve("v"), 64, 64, 24, 1000, null);
    // More than fits into the pipe, so that it is at work.
    for (int i = 0; i < 40; i++) {
      encoder.write(new byte[Yuv420.bytes(64, 64)]);
    }
    return encoder;
  }

  private List<String> endless() {
    return List.of(
        "encode-audio",
        "format=flac",
        "codec=flac",
        "bit-rate=0",
        "samples=1000000",
        "lead-in=0",
        CodecProcess.file("to", directory.resolve("a")));
  }

  private static void assertCrashed(VideoEncoder encoder, String how) {
    byte[] frame = new byte[Yuv420.bytes(64, 64)];
    assertThatThrownBy(
            () -> {
              for (int i = 40; i < 1000; i++) {
                encoder.write(frame);
              }
              encoder.finish();
            })
        .isInstanceOfSatisfying(
            CodecException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CRASHED))
        .hasMessageContaining(how);
  }

  private static ProcessHandle child() {
    return ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .reduce((first, second) -> second)
        .orElseThrow();
  }
}
