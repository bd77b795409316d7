package io.atelier.console;

import io.atelier.generation.NodeName;
import io.atelier.tenant.AuditTrail;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import org.eclipse.microprofile.config.Config;

/** Has the audit trail tell who had this node's log say more or less. */
@Dependent
class LogAudit {
  private final AuditTrail audit;
  private final String node;

  @Inject
  LogAudit(AuditTrail audit, Config config) {
    this.audit = audit;
    this.node = NodeName.of(config);
  }

  /** Whoever calls changes the level of that logger. */
  @Transactional
  void record(String name, String before, String after) {
    audit.record(
        Login.actor(),
        "log-level-change",
        Json.createObjectBuilder()
            .add("node", node)
            .add("name", name)
            .add("before", before)
            .add("after", after)
            .build());
  }
}
