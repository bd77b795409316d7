package io.atelier.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Answers whatever nobody expected with a 500 that tells the client nothing but an incident id,
 * under which the log has the rest; a database that is away with a 503.
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
    if (isDatabaseAway(e)) {
      LOG.log(Level.WARNING, "The database does not answer", e);
      return ProblemResponse.of(
          Problem.of(
              ErrorCode.UNAVAILABLE,
              null,
              "The database does not answer right now; try again in a moment, with an"
                  + " Idempotency-Key where there is one."));
    }
    String incident = UUID.randomUUID().toString();
    LOG.log(Level.ERROR, "Unexpected failure, incident " + incident, e);
    return ProblemResponse.of(
        Problem.of(
            ErrorCode.INTERNAL_ERROR,
            null,
            "Try again; if it stays, give the operator the incident id " + incident + "."));
  }

  // SQL states: 08 is the connection, 57P a server that stops, has crashed or is starting, 55000 a
  // database that takes no connections.
  private static boolean isDatabaseAway(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        String state = sql.getSQLState();
        return state.startsWith("08") || state.startsWith("57P") || state.equals("55000");
      }
    }
    return false;
  }
}
