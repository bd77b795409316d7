package io.atelier.tenant;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who a verified token speaks for.
 *
 * <p>The claim rules stand here once, for JAX-RS and servlets alike, and fail closed: a token whose
 * {@code tenant_id} is missing, not a string, or not a {@link TenantId} speaks for nobody.
 *
 * @param subject the token's {@code sub}, or its tenant where it has none
 * @param expires when the token ends
 */
public record Caller(TenantId tenant, Set<String> groups, String subject, Instant expires) {
  /** The claim that names the tenant. */
  public static final String TENANT_CLAIM = "tenant_id";

  public Caller {
    groups = Set.copyOf(groups);
  }

  /**
   * The caller that verified claims name.
   *
   * @param type the JWS header's {@code typ}; only a JWT or an access token is taken, so that a
   *     token issued for another purpose by the same issuer is not
   * @throws ProblemException {@code UNAUTHENTICATED} if the claims name nobody
   */
  static Caller of(
      @Nullable String type,
      @Nullable Object tenantClaim,
      @Nullable Object groupsClaim,
      @Nullable String subject,
      Instant expires) {
    if (type != null && !type.equalsIgnoreCase("JWT") && !type.equalsIgnoreCase("at+jwt")) {
      throw nobody("The token's header names another purpose than access.");
    }
    if (!(tenantClaim instanceof String text)) {
      throw nobody("The token has no " + TENANT_CLAIM + " claim of type string.");
    }
    TenantId tenant =
        TenantId.parse(text)
            .orElseThrow(() -> nobody("The token's " + TENANT_CLAIM + " claim is no tenant id."));
    return new Caller(
        tenant, groups(groupsClaim), Objects.requireNonNullElse(subject, text), expires);
  }

  private static Set<String> groups(@Nullable Object claim) {
    Set<String> groups = new TreeSet<>();
    if (claim instanceof Collection<?> members) {
      for (Object member : members) {
        if (member instanceof String name) {
          groups.add(name);
        }
      }
    }
    return groups;
  }

  private static ProblemException nobody(String detail) {
    return new ProblemException(ErrorCode.UNAUTHENTICATED, detail);
  }
}
