package io.atelier.cost;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The entity tag of a settings document, by which who changes it says which one he read. */
final class BudgetTag {
  private static final int LENGTH = 32;

  private BudgetTag() {}

  static EntityTag of(JsonObject document) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(document.toString().getBytes(StandardCharsets.UTF_8));
      return new EntityTag(HexFormat.of().formatHex(hash).substring(0, LENGTH));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Requires that a request's {@code If-Match}, if it has one, names that document.
   *
   * @throws ProblemException {@code PRECONDITION_FAILED}
   */
  static void require(Request request, JsonObject document) {
    if (request.evaluatePreconditions(of(document)) != null) {
      throw new ProblemException(
          ErrorCode.PRECONDITION_FAILED,
          "It was changed meanwhile; read it again, and repeat the change with its new ETag.");
    }
  }
}
