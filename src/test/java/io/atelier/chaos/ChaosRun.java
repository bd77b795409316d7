package io.atelier.chaos;

import io.atelier.breakable.BreakableProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run: everything is started, loaded, disturbed, left in peace to end, and judged. */
final class ChaosRun {
  private static final Duration DRAIN = Duration.ofSeconds(120);

  private static final Duration PATIENCE_WITH_EVENTS = Duration.ofSeconds(30);

  /** Before the end; nothing that begins then may outlast its deadline. */
  private static final Duration LAST = Duration.ofSeconds(20);

  private final ChaosSettings settings;
  private final Path directory;
  private final History history = new History();
  private BudgetsCheck budgets;

  /** A run in the build's directory for tests, where its traces are left. */
  ChaosRun(ChaosSettings settings) {
    this.settings = settings;
    this.directory = Path.of(System.getProperty("atelier.liberty.usr")).resolveSibling("chaos");
  }

  /** Where its traces are. */
  Path directory() {
    return directory;
  }

  Report run() throws Exception {
    delete(directory);
    delete(directory.resolveSibling("chaos_nodes"));
    Files.createDirectories(directory);
    Path binaries = Path.of(System.getProperty("atelier.basedir")).resolve(".runtime");
    try (ChaosDatabase database = new ChaosDatabase(directory.resolve("postgres"), binaries);
        BreakableProcess provider = new BreakableProcess(directory.resolve("provider"));
        FaultProxy line = new FaultProxy(provider.url().getPort())) {
      prepare(provider);
      List<ChaosNode> nodes = ChaosNodes.of(directory, database, line.port(), settings.without());
      // Whoever ends the run ends them.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> nodes.forEach(ChaosNode::end)));
      try (ChaosNode first = nodes.get(0);
          ChaosNode second = nodes.get(1)) {
        first.start();
        try (Connection connection = database.connect()) {
          Witness.install(connection);
          BudgetsCheck.set(connection, Load.TENANTS);
        }
        second.start();
        try (Load load = new Load(nodes, history, settings.seed())) {
          return judged(
              loadAndDisturb(load, nodes, new Havoc(nodes, database, line), database, provider));
        }
      }
    }
  }

  private void prepare(BreakableProcess provider) {
    provider.settings("{\"duration_seconds\":3}");
    int seed = (int) settings.seed();
    for (String retryAfter : List.of("", "=1", "=date", "=garbage", "=negative")) {
      provider.fault(
          "{\"fault\":\"throttled-before-accept%s\",\"probability\":0.005,\"seed\":%d}"
              .formatted(retryAfter, seed++));
    }
  }

  private Evidence loadAndDisturb(
      Load load,
      List<ChaosNode> nodes,
      Havoc havoc,
      ChaosDatabase database,
      BreakableProcess provider)
      throws Exception {
    Instant begun = Instant.now();
    load.start();
    Duration duration = settings.duration().minus(LAST);
    List<Trouble> troubles = havoc.wreak(Schedule.of(settings.seed(), duration), duration);
    load.onlyInTime();
    LockSupport.parkNanos(LAST.toNanos());
    Instant ended = Instant.now();
    load.stop();
    Instant patience = ended.plus(DRAIN);
    load.awaitEnd(DRAIN);
    while (watched(database) > 0 && Instant.now().isBefore(patience)) {
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
    System.out.println("[chaos] quiet after " + Times.text(Duration.between(ended, Instant.now())));
    load.lookOnceMore();
    try (Connection connection = database.connect()) {
      budgets = BudgetsCheck.read(connection);
      Rows rows = Rows.read(connection);
      return new Evidence(
          history.events(),
          load.told(rows.events().size(), PATIENCE_WITH_EVENTS),
          troubles,
          provider.ledger(),
          rows,
          directory.resolveSibling("chaos_nodes").resolve("data/assets"),
          ChaosNodes.LIMITS,
          ChaosNodes.CAPS,
          nodes.stream().flatMap(node -> node.ups().stream()).toList(),
          begun,
          ended);
    }
  }

  /** How many creates that were given up may still come to something. */
  private static int watched(ChaosDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT (SELECT count(*) FROM attempt WHERE watch_due_at IS NOT NULL)
                     + (SELECT count(*) FROM superseded_create WHERE watch_due_at IS NOT NULL)
                """)) {
      row.next();
      return row.getInt(1);
    }
  }

  private Report judged(Evidence evidence) throws IOException {
    Report report = Checker.check(evidence);
    Objects.requireNonNull(budgets).check(report);
    leave("report.txt", Stream.of(settings, report.text()));
    leave("history.txt", evidence.history().stream());
    leave("troubles.txt", evidence.troubles().stream());
    Rows rows = evidence.rows();
    leave(
        "rows.txt",
        Stream.of(rows.jobs(), rows.attempts(), rows.stages(), rows.artifacts(), rows.changes())
            .flatMap(List::stream));
    return report;
  }

  private void leave(String name, Stream<?> lines) throws IOException {
    Files.writeString(
        directory.resolve(name),
        lines.map(String::valueOf).collect(Collectors.joining("\n", "", "\n")));
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> all = Files.walk(tree)) {
        all.sorted(Comparator.reverseOrder()).forEach(ChaosRun::deleteOne);
      }
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
