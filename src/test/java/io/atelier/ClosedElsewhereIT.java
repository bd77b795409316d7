package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A tenant is closed and opened at another node, which says so by a row and nothing else. */
@Isolated("waits for two seconds at most")
class ClosedElsewhereIT {
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  private final String tenant = LiveServer.newTenant();
  private final String creator = LiveServer.bearer(tenant);

  @Test
  void another_nodes_word_holds_here_within_two_seconds() throws SQLException {
    URI somewhere = LiveServer.at("/api/v1/storage");
    assertThat(LiveServer.get(somewhere, creator).statusCode()).isEqualTo(200);

    // What another node would write.
    for (boolean closed : new boolean[] {true, false}) {
      set(closed);
      long since = System.nanoTime();
      while (LiveServer.get(somewhere, creator).statusCode() != (closed ? 403 : 200)) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        assertThat(System.nanoTime() - since).isLessThan(TWO_SECONDS.toNanos());
      }
    }
  }

  private void set(boolean closed) throws SQLException {
    try (Connection database = LiveServer.database();
        PreparedStatement statement =
            database.prepareStatement(
                """
                INSERT INTO tenant_setting (tenant_id, name, value, changed_at)
                VALUES (?, 'access', jsonb_build_object('closed', CAST(? AS boolean)), now())
                ON CONFLICT (tenant_id, name) DO UPDATE SET value = excluded.value
                """)) {
      statement.setString(1, tenant);
      statement.setBoolean(2, closed);
      statement.executeUpdate();
    }
  }
}
