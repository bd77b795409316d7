package io.atelier.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * db-scheduler doing what Atelier does for a job of an instant provider, in three durable steps:
 * insert, with the step's row; take; and complete, with all other rows and the file.
 *
 * <p>It is given the better of what may be argued about: no HTTP, no tenants' limits, no intent
 * committed before the call, its own rows committed with ours, jobs taken many at a time, as many
 * connections as Atelier has, and a thread for each.
 */
final class DbScheduler implements AutoCloseable {
  private static final int CONNECTIONS = 20;
  private static final String TABLE =
      """
      CREATE TABLE scheduled_tasks (task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
        execution_time timestamptz, picked boolean NOT NULL, picked_by text, last_success timestamptz,
        last_failure timestamptz, consecutive_failures integer, last_heartbeat timestamptz,
        version bigint NOT NULL, priority smallint, PRIMARY KEY (task_name, task_instance));
      CREATE INDEX ON scheduled_tasks (execution_time);
      CREATE INDEX ON scheduled_tasks (last_heartbeat);
      """;

  private final HikariDataSource pool;
  private final JoinedTransactions transactions;
  private final PeerRows rows;
  private final Task<String> task;
  private final Scheduler scheduler;
  private final AtomicInteger completed = new AtomicInteger();

  private DbScheduler(HikariDataSource pool, PeerRows rows) {
    this.pool = pool;
    this.rows = rows;
    this.transactions = new JoinedTransactions(pool);
    this.task =
        Tasks.custom("generation", String.class)
            .execute(
                (job, context) -> {
                  UUID id = UUID.fromString(job.getId());
                  String tenant = job.getData();
                  String hash = rows.published(tenant, id);
                  return (complete, operations) -> {
                    try {
                      transactions.within(
                          connection -> {
                            PeerRows.completed(connection, tenant, id, hash);
                            operations.remove();
                          });
                    } catch (SQLException e) {
                      throw new IllegalStateException(e);
                    }
                    completed.incrementAndGet();
                  };
                });
    this.scheduler =
        Scheduler.create(transactions.dataSource(), task)
            .threads(CONNECTIONS)
            .pollUsingLockAndFetch(1, 4)
            .pollingInterval(Duration.ofMillis(100))
            .enableImmediateExecution()
            .build();
  }

  /** Running on a database of its own, of the same PostgreSQL. */
  static DbScheduler start() throws Exception {
    try (Connection admin = connect(System.getProperty("atelier.db.name"));
        Statement statement = admin.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS bench_peer");
      statement.execute("CREATE DATABASE bench_peer");
    }
    try (Connection connection = connect("bench_peer");
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE + PeerRows.TABLES);
    }
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url("bench_peer"));
    config.setUsername(System.getProperty("atelier.db.user"));
    config.setPassword(System.getProperty("atelier.db.password"));
    config.setMaximumPoolSize(CONNECTIONS);
    DbScheduler peer =
        new DbScheduler(
            new HikariDataSource(config), new PeerRows(Installation.directory().resolve("peer")));
    peer.scheduler.start();
    return peer;
  }

  /** Jobs a second from the first insert to the last completion. */
  double wholeLife(int jobs, int callers) throws Exception {
    int before = completed.get();
    long begin = System.nanoTime();
    insert(jobs, callers, Instant.now());
    return rate(jobs, before, begin);
  }

  /** Jobs a second of such as were all inserted before. */
  double fromTheQueue(int jobs) throws Exception {
    int before = completed.get();
    scheduler.pause();
    insert(jobs, CONNECTIONS, Instant.now());
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE");
    }
    long begin = System.nanoTime();
    scheduler.resume();
    scheduler.triggerCheckForDueExecutions();
    return rate(jobs, before, begin);
  }

  private double rate(int jobs, int before, long begin) {
    while (completed.get() < before + jobs) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    return jobs / ((System.nanoTime() - begin) / 1e9);
  }

  private void insert(int jobs, int callers, Instant due) {
    AtomicInteger left = new AtomicInteger(jobs);
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      for (int n = 0; n < callers; n++) {
        threads.execute(
            () -> {
              for (int job = left.decrementAndGet(); job >= 0; job = left.decrementAndGet()) {
                insert("tenant-" + job % 200, due);
              }
            });
      }
    }
  }

  private void insert(String tenant, Instant due) {
    UUID job = UUID.randomUUID();
    try {
      transactions.within(
          connection -> {
            PeerRows.accepted(connection, tenant, job);
            scheduler.scheduleIfNotExists(
                new TaskInstance<>(task.getName(), job.toString(), tenant), due);
          });
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        url(database),
        System.getProperty("atelier.db.user"),
        System.getProperty("atelier.db.password"));
  }

  private static String url(String database) {
    return "jdbc:postgresql://%s:%s/%s"
        .formatted(
            System.getProperty("atelier.db.host"), System.getProperty("atelier.db.port"), database);
  }

  @Override
  public void close() {
    scheduler.stop();
    pool.close();
  }
}
