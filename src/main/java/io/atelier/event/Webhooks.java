package io.atelier.event;

import io.atelier.egress.EgressClient;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.Page;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.Caller;
import io.atelier.tenant.IfMatch;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's webhooks as both resources read and change them: its own, and the operators'. What is
 * not there and what is not the tenant's are answered alike.
 */
@Dependent
class Webhooks {
  private final WebhookStore store;
  private final WebhookChanges changes;
  private final EgressClient egress;

  @Inject
  Webhooks(WebhookStore store, WebhookChanges changes, EgressClient egress) {
    this.store = store;
    this.changes = changes;
    this.egress = egress;
  }

  Page<WebhookView> list(TenantId tenant) {
    return new Page<>(store.list(tenant), null);
  }

  WebhookView find(TenantId tenant, String id) {
    return uuid(id).flatMap(webhook -> store.find(tenant, webhook)).orElseThrow(Webhooks::nothing);
  }

  Response get(TenantId tenant, String id) {
    return answer(Response.Status.OK, find(tenant, id));
  }

  Response create(Caller actor, TenantId tenant, InputStream body) throws IOException {
    return answer(
        Response.Status.CREATED, changes.create(actor, tenant, WebhookOrder.read(body, egress)));
  }

  Response change(
      Caller actor, TenantId tenant, String id, @Nullable String condition, InputStream body)
      throws IOException {
    UUID webhook = find(tenant, id).id();
    IfMatch version = IfMatch.of(condition);
    WebhookOrder order = WebhookOrder.read(body, egress);
    return answer(
        Response.Status.OK,
        changes.change(actor, tenant, webhook, version, order).orElseThrow(Webhooks::nothing));
  }

  void delete(Caller actor, TenantId tenant, String id, @Nullable String condition) {
    IfMatch version = IfMatch.of(condition);
    if (!changes.delete(actor, tenant, known(id), version)) {
      throw nothing();
    }
  }

  Response rotate(Caller actor, TenantId tenant, String id) {
    return answer(
        Response.Status.OK,
        changes.rotate(actor, tenant, known(id)).orElseThrow(Webhooks::nothing));
  }

  Response enable(Caller actor, TenantId tenant, String id) {
    return answer(
        Response.Status.OK,
        changes.enable(actor, tenant, known(id)).orElseThrow(Webhooks::nothing));
  }

  /** An id as it is written; nothing else is one. */
  static UUID known(String id) {
    return uuid(id).orElseThrow(Webhooks::nothing);
  }

  static Optional<UUID> uuid(String text) {
    try {
      UUID uuid = UUID.fromString(text);
      return uuid.toString().equals(text) ? Optional.of(uuid) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static ProblemException nothing() {
    return new ProblemException(
        ErrorCode.NOT_FOUND, "No webhook or delivery has this id, or it is not yours.");
  }

  private static Response answer(Response.Status status, WebhookView view) {
    return Response.status(status).entity(view).header(HttpHeaders.ETAG, view.tag()).build();
  }
}
