package io.atelier.tenant;

import io.atelier.problem.ProblemException;
import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * One of the things that operators set for a tenant: a document by name. Implemented, as a CDI
 * bean, by the feature that knows what it means; {@link SettingsEditor} keeps it, guards it against
 * concurrent changes and has it in the audit trail.
 */
public interface TenantSetting {

  /** Its name, as in {@code /tenants/{tenant}/generation}. */
  String name();

  /**
   * The document to keep of what an operator sends; empty where it says no more than that what is
   * configured is to hold.
   *
   * @throws ProblemException naming the field, from the document's top, that is wrong
   */
  Optional<JsonObject> checked(JsonObject sent);

  /**
   * What holds for a tenant, in the same form.
   *
   * @param document what is set for it; empty where what is configured holds
   */
  JsonObject effective(Optional<JsonObject> document);

  /** A tenant's document is changed, in this transaction: what has to go with it, goes with it. */
  default void changing(TenantId tenant, Optional<JsonObject> before, Optional<JsonObject> after) {}

  /** A tenant's document was changed on this node: from now on it holds here. */
  void changed(TenantId tenant);
}
