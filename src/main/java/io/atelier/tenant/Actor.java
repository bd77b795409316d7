package io.atelier.tenant;

import org.jspecify.annotations.Nullable;

/**
 * Whoever does what has to be accounted for.
 *
 * @param name the subject of a token, or the login of the server's own console
 * @param tenant the tenant of the token; null for the console, which speaks for none
 */
public record Actor(String name, @Nullable TenantId tenant) {

  /** Who sent a request. */
  public static Actor of(Caller caller) {
    return new Actor(caller.subject(), caller.tenant());
  }

  /** Who is logged in to the server's own console. */
  public static Actor console(String login) {
    return new Actor(login, null);
  }
}
