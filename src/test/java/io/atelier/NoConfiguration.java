package io.atelier;

import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** What a MicroProfile runtime has and the tests' JVM has not: a configuration, which is empty. */
public final class NoConfiguration extends ConfigProviderResolver {

  @Override
  public Config getConfig() {
    return PropertiesConfig.of(Map.of());
  }

  @Override
  public Config getConfig(ClassLoader loader) {
    return getConfig();
  }

  @Override
  public ConfigBuilder getBuilder() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void registerConfig(Config config, ClassLoader classLoader) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void releaseConfig(Config config) {}
}
