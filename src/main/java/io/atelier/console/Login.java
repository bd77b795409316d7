package io.atelier.console;

import com.ibm.websphere.security.auth.WSSubject;
import io.atelier.tenant.Actor;

/** Who is logged in to the console. */
final class Login {
  private Login() {}

  /** Whoever calls in this thread, for the audit trail. */
  static Actor actor() {
    String login = WSSubject.getCallerPrincipal();
    // Whoever runs the server's process may attach to it without a login.
    return Actor.console(login == null ? "console" : login);
  }
}
