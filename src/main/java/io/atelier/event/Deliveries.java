package io.atelier.event;

import io.atelier.problem.Cursor;
import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.Page;
import io.atelier.problem.QueryParameters;
import io.atelier.tenant.Caller;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What was sent to a tenant's webhooks as both resources show it and have it sent again: its own,
 * and the operators'.
 */
@Dependent
class Deliveries {
  private static final int FEW = 50;
  private static final int MOST = 200;
  private static final Pattern STATUS = Pattern.compile("PENDING|DELIVERED|FAILED");

  private final Webhooks webhooks;
  private final DeliveryLog log;

  @Inject
  Deliveries(Webhooks webhooks, DeliveryLog log) {
    this.webhooks = webhooks;
    this.log = log;
  }

  Page<DeliveryView> page(TenantId tenant, String id, UriInfo uri) {
    QueryParameters query = QueryParameters.of(uri, "status", "cursor", "limit");
    Optional<String> status = query.find("status");
    if (status.filter(text -> !STATUS.matcher(text).matches()).isPresent()) {
      throw new InvalidFieldException("status", "must be PENDING, DELIVERED or FAILED");
    }
    int limit = query.limit(FEW, MOST);
    UUID before = query.cursor(cursor -> Webhooks.uuid(cursor.parts().get(0))).orElse(null);
    UUID webhook = webhooks.find(tenant, id).id();
    List<DeliveryView> found = log.page(tenant, webhook, before, status.orElse(null), limit + 1);
    return Page.of(found, limit, delivery -> Cursor.after(delivery.id().toString()));
  }

  Response redeliver(Caller actor, TenantId tenant, String id, String delivery) {
    return Response.accepted(
            log.redeliver(actor, tenant, Webhooks.known(id), Webhooks.known(delivery))
                .orElseThrow(Webhooks::nothing))
        .build();
  }
}
