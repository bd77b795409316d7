package io.atelier.generation;

import io.atelier.tenant.Actor;
import io.atelier.tenant.AuditTrail;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The transactions that tell nodes to take nothing more; each answers how all nodes are then. */
@Dependent
class NodeDrains {
  private final NodeRegister register;
  private final AuditTrail audit;
  private final ThisNode self;
  private final GenerationSettings settings;
  private final Clock clock;

  @Inject
  NodeDrains(
      NodeRegister register,
      AuditTrail audit,
      ThisNode self,
      GenerationSettings settings,
      Clock clock) {
    this.register = register;
    this.audit = audit;
    this.self = self;
    this.settings = settings;
    this.clock = clock;
  }

  @Transactional
  List<NodeView> all() {
    Instant now = clock.instant();
    return register.rows(now).stream().map(row -> view(row, now)).toList();
  }

  @Transactional
  List<NodeView> drain(Actor actor, String id) {
    if (register.drain(id, new NodeView.Drain(clock.instant(), actor.name()))) {
      record(actor, id, "node-drain");
    }
    return all();
  }

  @Transactional
  List<NodeView> resume(Actor actor, String id) {
    if (register.resume(id)) {
      record(actor, id, "node-resume");
    }
    return all();
  }

  private void record(Actor actor, String id, String action) {
    audit.record(actor, action, Json.createObjectBuilder().add("node", id).build());
  }

  private NodeView view(Object[] row, Instant now) {
    String id = (String) row[0];
    long jobs = number(row[10]);
    long watched = number(row[11]);
    Instant seen = DatabaseTime.of(row[9]);
    NodeView.Drain drained =
        row[6] == null ? null : new NodeView.Drain(DatabaseTime.of(row[6]), (String) row[7]);
    return new NodeView(
        id,
        (String) row[1],
        (String) row[2],
        state(seen.plus(settings.leaseTime()).isBefore(now), drained, jobs + watched),
        id.equals(self.id()),
        (Boolean) row[3],
        jobs,
        watched,
        (Boolean) row[4],
        row[5] == null ? null : number(row[5]),
        drained,
        DatabaseTime.of(row[8]),
        seen);
  }

  private static String state(boolean silent, NodeView.@Nullable Drain drained, long inHand) {
    if (silent) {
      return "SILENT";
    }
    if (drained == null) {
      return "UP";
    }
    return inHand == 0 ? "DRAINED" : "DRAINING";
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
