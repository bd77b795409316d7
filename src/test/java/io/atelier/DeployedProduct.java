package io.atelier;

import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The product in its container as it is, but for its worker, which is off; deployed once for all.
 */
public abstract class DeployedProduct {
  @Deployment
  public static WebArchive deployment() {
    return ArquillianWar.inherited(
        DeployedProduct.class, Map.of("generation.worker-enabled", "false"), Tone.class);
  }
}
