package io.atelier.client;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.Problem;
import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** Turns the answer to a call that was refused into a {@link RefusedException}. */
public final class Refusals implements ResponseExceptionMapper<RefusedException> {

  @Override
  public boolean handles(int status, MultivaluedMap<String, Object> headers) {
    return status >= 400;
  }

  @Override
  public RefusedException toThrowable(Response response) {
    return new RefusedException(problem(response));
  }

  // A proxy on the way has no problem documents.
  private static Problem problem(Response response) {
    String body = response.readEntity(String.class);
    MediaType type = response.getMediaType();
    if (type != null && type.isCompatible(MediaType.valueOf(Problem.MEDIA_TYPE))) {
      try {
        return new ClientJson().getContext(Problem.class).fromJson(body, Problem.class);
      } catch (JsonbException e) {
        return other(response, body);
      }
    }
    return other(response, body);
  }

  private static Problem other(Response response, String body) {
    return Problem.of(ErrorCode.ofStatus(response.getStatus()), null, body);
  }
}
