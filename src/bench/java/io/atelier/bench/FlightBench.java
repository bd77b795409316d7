package io.atelier.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Many jobs at a provider that is never done: whether each is polled when it is due, what holding
 * them takes, and how soon all go on after a kill -9.
 */
final class FlightBench {
  private static final int FEW = 100;
  private static final int MANY = 10_000;
  private static final int TENANTS = 2_000;
  private static final long INTERVAL = 10_000;
  private static final double GOAL_HEAP = 100;
  private static final double GOAL_RECOVERY = 10;
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private final Installation installation;
  private final Path calls;

  private FlightBench(Installation installation, Path calls) {
    this.installation = installation;
    this.calls = calls;
  }

  static void measure(int seconds) throws Exception {
    Path calls = Installation.directory().resolve("calls");
    Map<String, String> settings =
        Map.of(
            "GENERATION_SFX_PROVIDERS",
            "endless",
            "GENERATION_SFX_POLL_INTERVAL",
            "PT10S",
            "GENERATION_SFX_TIMEOUT",
            "PT2H",
            "GENERATION_SFX_LIMIT",
            String.valueOf(MANY / TENANTS),
            "GENERATION_ACCOUNT_CAP_ENDLESS",
            String.valueOf(MANY),
            "BENCH_CALLS",
            calls.toString());
    try (Installation installation = Installation.start("bench_flight", settings)) {
      new FlightBench(installation, calls).run(seconds);
    }
  }

  private void run(int seconds) throws Exception {
    installation.client().order("tenant-0");
    awaitCreates(1);
    Seeds seeds = Seeds.ofTheOnlyJob(installation);
    seeds.pending("few", FEW - 1, "'tenant-' || n + 1", "now()");
    awaitCreates(FEW);
    pause(INTERVAL);
    double fewHeap = heap();
    Figures.print("heap after a collection, at " + FEW + " in flight", fewHeap, "MB");

    // As if they had been submitted: submitting them one by one would take most of the time.
    seeds.processing(
        "many",
        MANY - FEW,
        "'tenant-' || (n + %d) %% %d".formatted(FEW, TENANTS),
        "now() + random() * interval '10 seconds'");
    installation.execute("ANALYZE");
    pause(INTERVAL);
    lateness(Math.max(2 * INTERVAL, 3_000L * seconds));
    double heap = heap();
    Figures.print(
        "heap after a collection, at %,d in flight".formatted(MANY),
        heap,
        "MB",
        "+ %.1f MB; ".formatted(heap - fewHeap)
            + Figures.goal("100 MB more", heap - fewHeap <= GOAL_HEAP));
    Figures.print("threads of the server", threads(), "");
    Figures.print(
        "database connections",
        installation.number(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND application_name = 'atelier'"),
        "");
    killed();
  }

  private void lateness(long observed) throws IOException {
    long from = System.currentTimeMillis();
    pause(observed);
    long to = System.currentTimeMillis();
    Calls seen = Calls.read(calls);
    Sample late = seen.lateness(from, to, INTERVAL, MANY);
    double rate = seen.polls(from, to) / (observed / 1e3);
    Figures.print(
        "polls a second, %,d jobs every %d s".formatted(MANY, INTERVAL / 1000),
        rate,
        "polls/s",
        Figures.ratio("due", rate / (MANY / (INTERVAL / 1e3))));
    Figures.print("lateness of a poll, p50", late.quantile(0.5), "ms");
    Figures.print("  p99", late.quantile(0.99), "ms");
    Figures.print(
        "  most",
        late.quantile(1),
        "ms",
        Figures.ratio("interval; ", late.quantile(1) / INTERVAL)
            + Figures.goal("1 x", late.quantile(1) <= INTERVAL));
  }

  private void killed() throws Exception {
    long killed = System.currentTimeMillis() + 1;
    CompletableFuture<Long> open = new CompletableFuture<>();
    installation.server().kill();
    Thread.ofPlatform().daemon().start(() -> open.complete(firstOpen()));
    installation.server().start();
    long end = System.currentTimeMillis() + Duration.ofMinutes(3).toMillis();
    long again = 0;
    while (again < MANY && System.currentTimeMillis() < end) {
      pause(200);
      again = Calls.read(calls).polledSince(killed);
    }
    Calls seen = Calls.read(calls);
    double recovery = (seen.lastFirstPollSince(killed) - open.get()) / 1e3;
    Figures.print(
        "kill -9: from the open port until every job was polled",
        recovery,
        "s",
        again == MANY
            ? Figures.goal("10 s", recovery <= GOAL_RECOVERY)
            : "only %,d were: MISSED".formatted(again));
    long kept =
        installation.number(
            """
            SELECT count(DISTINCT job.id) FROM generation_job job
            JOIN attempt ON attempt.job_id = job.id AND attempt.status = 'RUNNING'
            WHERE job.status = 'PROCESSING'
            """);
    Figures.print("lost", MANY - kept, "jobs", Figures.goal("0", kept == MANY));
    int twice = seen.creates() - FEW;
    Figures.print("submitted twice", twice, "jobs", Figures.goal("0", twice == 0));
  }

  private long firstOpen() {
    URI server = URI.create(installation.server().url());
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 1_000);
        return System.currentTimeMillis();
      } catch (IOException e) {
        pause(20);
      }
    }
  }

  private void awaitCreates(int count) throws IOException {
    long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (Calls.read(calls).creates() < count) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(Calls.read(calls).creates() + " creates, not " + count);
      }
      pause(100);
    }
  }

  // Megabytes.
  private double heap() throws Exception {
    jcmd("GC.run");
    jcmd("GC.run");
    Matcher used = USED.matcher(jcmd("GC.heap_info"));
    if (!used.find()) {
      throw new IllegalStateException("jcmd tells no heap");
    }
    return Long.parseLong(used.group(1)) / 1024.0;
  }

  private String jcmd(String command) throws Exception {
    Process jcmd =
        new ProcessBuilder(
                System.getProperty("atelier.java.home") + "/bin/jcmd",
                String.valueOf(installation.server().pid()),
                command)
            .redirectErrorStream(true)
            .start();
    String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    return answer;
  }

  private long threads() throws IOException {
    try (Stream<Path> tasks =
        Files.list(Path.of("/proc/" + installation.server().pid() + "/task"))) {
      return tasks.count();
    }
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }
}
