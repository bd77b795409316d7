package io.atelier.console;

import com.ibm.websphere.security.auth.WSSubject;
import io.atelier.tenant.Actor;
import org.jspecify.annotations.Nullable;

/** Who is logged in to the console, and what is said there. */
final class Login {
  private Login() {}

  /** Whoever calls in this thread, for the audit trail. */
  static Actor actor() {
    String login = WSSubject.getCallerPrincipal();
    // Whoever runs the server's process may attach to it without a login.
    return Actor.console(login == null ? "console" : login);
  }

  /** What somebody wrote as a reason; null if nothing. */
  static @Nullable String reason(@Nullable String written) {
    return written == null || written.isBlank() ? null : written;
  }
}
