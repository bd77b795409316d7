package io.atelier.tenant;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * Keeps what the container would answer to a bad token from the client: the API has words of its
 * own.
 */
final class UnansweredResponse extends HttpServletResponseWrapper {
  UnansweredResponse(HttpServletResponse response) {
    super(response);
  }

  @Override
  public void addCookie(Cookie cookie) {}

  @Override
  public void sendError(int status) {}

  @Override
  public void sendError(int status, String message) {}

  @Override
  public void setStatus(int status) {}

  @Override
  public void setHeader(String name, String value) {}

  @Override
  public void addHeader(String name, String value) {}
}
