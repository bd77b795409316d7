package io.atelier.problem;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Gives the failures that JAX-RS itself raises (no such route, method or media type, an unreadable
 * body) the same form as ours.
 */
@Provider
public class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {
  @Context ResourceInfo resource;

  @Override
  public Response toResponse(WebApplicationException e) {
    Response raised = e.getResponse();
    if (raised.getStatus() < 400) {
      return raised;
    }
    ErrorCode code = ErrorCode.ofStatus(raised.getStatus());
    Response response = ProblemResponse.of(Problem.of(code, null, detail(code)));
    String allow = raised.getHeaderString(HttpHeaders.ALLOW);
    if (allow != null) {
      response.getHeaders().putSingle(HttpHeaders.ALLOW, allow);
    }
    return response;
  }

  // The container's own messages name its classes; ours say what to do instead.
  private String detail(ErrorCode code) {
    return switch (code) {
      case NOT_FOUND -> "No resource has this path, or it is not yours.";
      case METHOD_NOT_ALLOWED -> "Use one of the methods named in the Allow header.";
      case NOT_ACCEPTABLE -> "Ask for application/json.";
      case UNSUPPORTED_MEDIA_TYPE -> "Send the body as application/json.";
      case UNAUTHENTICATED -> "Send a valid token in the Authorization header.";
      case FORBIDDEN ->
          "This needs a token of the group " + String.join(" or ", allowedGroups()) + ".";
      default -> code.title() + ".";
    };
  }

  // Only a resource that was found refuses by groups.
  private String[] allowedGroups() {
    RolesAllowed ofMethod = resource.getResourceMethod().getAnnotation(RolesAllowed.class);
    return ofMethod != null
        ? ofMethod.value()
        : resource.getResourceClass().getAnnotation(RolesAllowed.class).value();
  }
}
