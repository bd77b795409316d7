package io.atelier.tenant;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** What MicroProfile JWT does not pass on: the JOSE header of a token it has verified. */
final class TokenHeader {
  private TokenHeader() {}

  static @Nullable String type(String token) {
    try {
      return JsonWebStructure.fromCompactSerialization(token).getHeader("typ");
    } catch (JoseException e) {
      throw new ProblemException(ErrorCode.UNAUTHENTICATED, "The token cannot be read.");
    }
  }
}
