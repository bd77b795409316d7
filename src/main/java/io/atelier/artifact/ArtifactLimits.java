package io.atelier.artifact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;

/**
 * How many bytes an artifact may have, by its type ({@code artifact.max-bytes.*}), whoever brings
 * or makes it.
 */
@ApplicationScoped
public class ArtifactLimits {
  @Inject Config config;

  private final Map<ArtifactType, Long> read = new ConcurrentHashMap<>();

  /** Every reason why it cannot be so many; empty when it can. */
  public List<String> objections() {
    return Arrays.stream(ArtifactType.values())
        .filter(type -> mostBytes(type) < 1)
        .map(type -> setting(type) + " must be 1 or more")
        .toList();
  }

  /** The most bytes of an artifact of that type. */
  public long mostBytes(ArtifactType type) {
    return read.computeIfAbsent(type, t -> config.getValue(setting(t), Long.class));
  }

  private static String setting(ArtifactType type) {
    return "artifact.max-bytes." + type.jsonName().replace('_', '-');
  }
}
