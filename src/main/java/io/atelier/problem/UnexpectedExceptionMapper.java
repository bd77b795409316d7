package io.atelier.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * Answers whatever nobody expected with a 500 that tells the client nothing but an incident id,
 * under which the log has the rest.
 */
@Provider
public class UnexpectedExceptionMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = System.getLogger(UnexpectedExceptionMapper.class.getName());

  @Override
  public Response toResponse(Throwable e) {
    // Its own failures to read a request (a header it cannot parse) are no WebApplicationException.
    if (e.getClass().getName().startsWith("org.jboss.resteasy.spi.")) {
      return ProblemResponse.of(
          Problem.of(ErrorCode.MALFORMED_REQUEST, null, "A header of the request is not valid."));
    }
    String incident = UUID.randomUUID().toString();
    LOG.log(Level.ERROR, "Unexpected failure, incident " + incident, e);
    return ProblemResponse.of(
        Problem.of(
            ErrorCode.INTERNAL_ERROR,
            null,
            "Try again; if it stays, give the operator the incident id " + incident + "."));
  }
}
