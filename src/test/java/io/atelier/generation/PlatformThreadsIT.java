package io.atelier.generation;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything holds with platform threads. */
@ExtendWith(ArquillianExtension.class)
class PlatformThreadsIT extends QueueThreads {
  @Deployment
  static WebArchive deployment() {
    return deployment(false, PlatformThreadsIT.class);
  }

  @Override
  boolean virtual() {
    return false;
  }
}
