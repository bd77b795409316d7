package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The wall clock of a server process, which a test sets while it runs, as an operator or a virtual
 * machine's host would: by libfaketime. Its monotonic clock goes on as it is, and files have their
 * real times.
 */
public final class WallClock {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration ABOUT = Duration.ofMinutes(1);

  private final Path library;
  private final Path offset;

  /**
   * One that is right, its offset in a file of that directory; fails or skips the test on a machine
   * without libfaketime.
   */
  public WallClock(Path directory) throws IOException {
    this.library = library();
    this.offset = Files.createDirectories(directory).resolve("offset");
    write(Duration.ZERO);
  }

  private static Path library() throws IOException {
    Optional<Path> library;
    try (Stream<Path> platforms = Files.list(Path.of("/usr/lib"))) {
      library =
          platforms
              .map(platform -> platform.resolve("faketime/libfaketime.so.1"))
              .filter(Files::isReadable)
              .findFirst();
    }
    if (System.getenv("CI") != null) {
      assertThat(library).as("libfaketime is installed").isPresent();
    }
    assumeTrue(library.isPresent(), "needs Debian's package libfaketime");
    return library.orElseThrow();
  }

  /** Has a server run by it from its next start on. */
  public ServerProcess of(ServerProcess server) {
    return server
        .with("LD_PRELOAD", library.toString())
        .with("FAKETIME_TIMESTAMP_FILE", offset.toString())
        .with("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        // Else every wait of the virtual machine's, which is by that clock, is over at once.
        .with("FAKETIME_FORCE_MONOTONIC_FIX", "0")
        .with("NO_FAKE_STAT", "1")
        .with("FAKETIME_CACHE_DURATION", "1");
  }

  /** Sets it to be that much ahead of the real time, or behind it; when this returns it is. */
  public void set(Duration ahead, ServerProcess server) throws IOException {
    write(ahead);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (told(server).minus(ahead).abs().compareTo(ABOUT) > 0) {
      assertThat(System.nanoTime()).as("the clock of %s stays", server.url()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  // As its answers say.
  private static Duration told(ServerProcess server) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/health/live")).build();
    String date = LiveServer.send(request).headers().firstValue("Date").orElseThrow();
    Instant now = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    return Duration.between(Instant.now(), now);
  }

  private void write(Duration ahead) throws IOException {
    Path next = offset.resolveSibling("next");
    Files.writeString(next, "%+d".formatted(ahead.toSeconds()));
    Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
  }
}
