package io.atelier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/** A configuration that is nothing but some properties; knows the types that Atelier reads. */
public record PropertiesConfig(Properties properties) implements Config {
  private static final Map<Class<?>, Function<String, ?>> TYPES =
      Map.of(
          String.class, text -> text,
          Integer.class, Integer::valueOf,
          Long.class, Long::valueOf,
          Boolean.class, Boolean::valueOf,
          BigDecimal.class, BigDecimal::new,
          Duration.class, Duration::parse,
          String[].class, text -> text.split(","));

  /** The configuration with just these settings. */
  public static Config of(Map<String, String> settings) {
    Properties properties = new Properties();
    properties.putAll(settings);
    return new PropertiesConfig(properties);
  }

  /** The configuration Atelier comes with, and these settings. */
  public static Config shippedWith(Map<String, String> settings) {
    Properties properties = new Properties();
    try (InputStream shipped =
        PropertiesConfig.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      properties.load(shipped);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    properties.putAll(settings);
    return new PropertiesConfig(properties);
  }

  @Override
  public <T> T getValue(String name, Class<T> type) {
    return getOptionalValue(name, type).orElseThrow(() -> new NoSuchElementException(name));
  }

  @Override
  public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
    return Optional.ofNullable(properties.getProperty(name))
        .filter(text -> !text.isEmpty())
        .map(text -> type.cast(TYPES.get(type).apply(text)));
  }

  @Override
  public Iterable<String> getPropertyNames() {
    return properties.stringPropertyNames();
  }

  @Override
  public ConfigValue getConfigValue(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Iterable<ConfigSource> getConfigSources() {
    return List.of();
  }

  @Override
  public <T> Optional<Converter<T>> getConverter(Class<T> type) {
    return Optional.empty();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    throw new IllegalArgumentException("not a " + type);
  }
}
