package io.atelier.artifact;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.JsonBody;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import io.atelier.tenant.TenantId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sets how much tenants may keep. */
@Dependent
@Path("/tenants/{tenant}/storage")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.OPERATOR)
@Tag(name = "Operations")
public class QuotaResource {
  private static final String QUOTA_BYTES = "quota_bytes";
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private final TenantQuota quotas;
  private final StorageQuota quota;
  private final CurrentCaller caller;

  @Inject
  public QuotaResource(TenantQuota quotas, StorageQuota quota, CurrentCaller caller) {
    this.quotas = quotas;
    this.quota = quota;
    this.caller = caller;
  }

  /** How much a tenant may keep, be it set or the default. */
  @GET
  @Operation(operationId = "getTenantStorage", summary = "How many bytes a tenant may keep")
  public Quota get(@PathParam("tenant") String tenant) {
    return new Quota(quotas.find(TenantId.named(tenant)).orElse(null));
  }

  /** Sets how much a tenant may keep. */
  @PUT
  @Operation(
      operationId = "putTenantStorage",
      summary = "Set how many bytes a tenant may keep; null for any number",
      description =
          "Bytes on the disk count. Above it steps and uploads are refused with QUOTA_EXCEEDED;"
              + " what was accepted before is made and kept.")
  public Quota put(
      @PathParam("tenant") String tenant,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = Quota.class)))
          InputStream body)
      throws IOException {
    TenantId id = TenantId.named(tenant);
    Optional<Long> bytes = quotaBytes(JsonBody.read(body, List.of(QUOTA_BYTES)));
    quota.change(caller.get(), id, bytes);
    return new Quota(bytes.orElse(null));
  }

  /** Takes a tenant's own quota away; answers the default, which counts again. */
  @DELETE
  @Operation(
      operationId = "deleteTenantStorage",
      summary = "Let the default say again how many bytes a tenant may keep")
  public Quota reset(@PathParam("tenant") String tenant) {
    TenantId id = TenantId.named(tenant);
    quota.reset(caller.get(), id);
    return new Quota(quotas.find(id).orElse(null));
  }

  static Optional<Long> quotaBytes(JsonObject body) {
    JsonValue value = body.get(QUOTA_BYTES);
    if (value == null) {
      throw new ProblemException(
          ErrorCode.MISSING_FIELD, QUOTA_BYTES, QUOTA_BYTES + " is required; null for no quota.");
    }
    if (value.equals(JsonValue.NULL)) {
      return Optional.empty();
    }
    return Optional.of(value)
        .filter(JsonNumber.class::isInstance)
        .map(number -> ((JsonNumber) number).bigDecimalValue())
        .filter(n -> n.signum() >= 0 && n.compareTo(MOST) <= 0 && n.scale() <= 0)
        .map(n -> Optional.of(n.longValueExact()))
        .orElseThrow(
            () ->
                new InvalidFieldException(
                    QUOTA_BYTES, "must be a whole number from 0 up, or null"));
  }

  /** The document {@code storage} of a tenant. */
  public record Quota(@Nullable Long quotaBytes) {}
}
