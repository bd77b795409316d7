package io.atelier;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Has the persistence provider tell at once that the connection of a read ended, instead of trying
 * it again.
 *
 * <p>EclipseLink takes a read before the first write of a JTA transaction for one outside of any,
 * and tries it twice more, five seconds apart, by the very connection that ended: whoever looks for
 * work every second then stood still for ten. It has no property for that; and what sets it is a
 * class of its own, which the server shows to no application unless all third parties' are shown.
 */
@Dependent
class ReadRetries {
  private static final Logger LOG = System.getLogger(ReadRetries.class.getName());

  private final EntityManager entities;

  @Inject
  ReadRetries(EntityManager entities) {
    this.entities = entities;
  }

  /** From now on, for every entity manager; an injected one is there in a transaction alone. */
  @Transactional
  void off() {
    try {
      // Not by its delegate, which is the very object that CDI stands before, and so would again.
      ClassLoader provider = entities.getCriteriaBuilder().getClass().getClassLoader();
      Object session =
          entities.unwrap(
              provider.loadClass("org.eclipse.persistence.sessions.server.ServerSession"));
      Object login = session.getClass().getMethod("getLogin").invoke(session);
      login.getClass().getMethod("setQueryRetryAttemptCount", int.class).invoke(login, 0);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.log(Level.WARNING, "Reads by a connection that ended may be tried again for a while", e);
    }
  }
}
