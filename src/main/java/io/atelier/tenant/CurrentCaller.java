package io.atelier.tenant;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The caller of the JAX-RS request being served, as MicroProfile JWT verified it.
 *
 * <p>The container also authenticates an admin-center cookie; such a user has no tenant claim and
 * is nobody here.
 */
@RequestScoped
public class CurrentCaller {
  @Inject HttpServletRequest request;
  private @Nullable Caller caller;

  /**
   * The caller.
   *
   * @throws ProblemException {@code UNAUTHENTICATED} if no valid token came with the request
   */
  public Caller get() {
    if (caller == null) {
      caller = verified();
    }
    return caller;
  }

  public TenantId tenant() {
    return get().tenant();
  }

  private Caller verified() {
    // Not injected: that is logged as an error where there is none.
    if (!(request.getUserPrincipal() instanceof JsonWebToken token)
        || token.getRawToken() == null) {
      throw new ProblemException(
          ErrorCode.UNAUTHENTICATED, "Send a valid token in the Authorization header.");
    }
    return Caller.of(
        TokenHeader.type(token.getRawToken()),
        unwrap(token.getClaim(Caller.TENANT_CLAIM)),
        token.getGroups(),
        token.getSubject(),
        Instant.ofEpochSecond(token.getExpirationTime()));
  }

  private static @Nullable Object unwrap(@Nullable Object claim) {
    return claim instanceof JsonString text ? text.getString() : claim;
  }
}
