package io.atelier.tenant;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.JsonBody;
import io.atelier.problem.ProblemException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** The setting {@code access}: {@code {"closed":true}} for a tenant for whom nobody speaks. */
@Dependent
public class AccessSetting implements TenantSetting {
  static final String NAME = "access";
  private static final String CLOSED = "closed";

  private final Tenants tenants;

  @Inject
  AccessSetting(Tenants tenants) {
    this.tenants = tenants;
  }

  /** Whether a tenant with that document is closed. */
  static boolean isClosed(Optional<JsonObject> document) {
    return document.map(access -> access.getBoolean(CLOSED)).orElse(false);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<JsonObject> checked(JsonObject sent) {
    JsonBody.requireKnown(sent, List.of(CLOSED));
    JsonValue closed = sent.get(CLOSED);
    if (closed == null) {
      throw new ProblemException(ErrorCode.MISSING_FIELD, CLOSED, CLOSED + " is required.");
    }
    if (!closed.equals(JsonValue.TRUE) && !closed.equals(JsonValue.FALSE)) {
      throw new InvalidFieldException(CLOSED, "must be true or false");
    }
    return Optional.of(sent);
  }

  @Override
  public JsonObject effective(Optional<JsonObject> document) {
    return Json.createObjectBuilder().add(CLOSED, isClosed(document)).build();
  }

  @Override
  public void changed(TenantId tenant) {
    tenants.changed(tenant);
  }
}
