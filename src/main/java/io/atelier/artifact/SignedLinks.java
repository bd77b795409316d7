package io.atelier.artifact;

import io.atelier.tenant.TenantId;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * URLs that carry their own permission, because {@code <video>}, {@code <img>} and the Three.js
 * loaders send no header: {@code …?exp=…&kid=…&sig=…}.
 *
 * <p>A URL lives as long as was asked for, and up to half as long again: the end is rounded up to a
 * multiple of that half, so that whoever asks again within it gets the same URL and the browser's
 * cache holds. No URL lives longer than the longest life; near that, it is rounded by what is left
 * to it, and a URL that is to live longest is another every second.
 */
@ApplicationScoped
public class SignedLinks {
  /** The shortest life that may be asked for. */
  static final Duration SHORTEST = Duration.ofSeconds(2);

  // One spelling: what is not signed must not be there, and nothing may be there twice.
  private static final Pattern QUERY =
      Pattern.compile(
          "exp=(0|[1-9][0-9]{0,11})&kid=(" + SigningKey.ID + ")&sig=([A-Za-z0-9_-]{43})");

  @Inject Config config;
  @Inject PublicAddress address;
  @Inject SigningKeys keys;
  @Inject Clock clock;

  private Duration usual = Duration.ZERO;
  private Duration longest = Duration.ZERO;

  @PostConstruct
  void read() {
    usual = config.getValue("artifact.signed-uri.lifetime", Duration.class);
    longest = config.getValue("artifact.signed-uri.max-lifetime", Duration.class);
  }

  /** Every reason why URLs cannot be signed as configured; empty when they can. */
  public List<String> objections() {
    List<String> objections = new ArrayList<>();
    if (usual.compareTo(SHORTEST) < 0) {
      objections.add("artifact.signed-uri.lifetime must be PT2S or more");
    }
    if (longest.compareTo(usual) < 0) {
      objections.add("artifact.signed-uri.max-lifetime must not be less than the usual lifetime");
    }
    return objections;
  }

  /** The life of a URL for which no other is asked. */
  Duration usual() {
    return usual;
  }

  /** The longest life that may be asked for. */
  Duration longest() {
    return longest;
  }

  /** The URL of an asset for whoever sends its tenant's token. */
  URI uri(Artifact artifact) {
    return address.of(artifact.uri());
  }

  /** The URL of an asset for whoever has the URL, for the usual time. */
  Link sign(Artifact artifact) {
    return sign(artifact, usual);
  }

  /**
   * The same for another time.
   *
   * @param lifetime two seconds up to {@link #longest}; the URL lives at least that long, up to
   *     half as long again, and never longer than the longest
   */
  Link sign(Artifact artifact, Duration lifetime) {
    long now = clock.instant().getEpochSecond();
    long life = lifetime.toSeconds();
    long step = Math.min(life / 2, longest.toSeconds() - life);
    long expires = now + life;
    if (step > 0) {
      expires = (expires / step + 1) * step;
    }
    String path = artifact.uri();
    SigningKey key = keys.signing(artifact.tenant());
    return new Link(
        address.of(
            path + "?exp=" + expires + "&kid=" + key.id() + "&sig=" + key.sign(path, expires)),
        Instant.ofEpochSecond(expires));
  }

  /**
   * When the permission in a query ends, if it is one for that asset and has not ended.
   *
   * @param query the URL's query as it was sent
   */
  Optional<Instant> verify(AssetPath path, @Nullable String query) {
    Matcher parts = QUERY.matcher(query == null ? "" : query);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long expires = Long.parseLong(parts.group(1));
    if (clock.instant().getEpochSecond() >= expires) {
      return Optional.empty();
    }
    TenantId tenant = path.tenant();
    String id = parts.group(2);
    String signature = parts.group(3);
    return keys.find(
            tenant, key -> key.id().equals(id) && key.verifies(path.uri(), expires, signature))
        .map(key -> Instant.ofEpochSecond(expires));
  }

  /** Whether a query is meant as a permission, right or wrong. */
  static boolean isSigned(@Nullable String query) {
    return query != null && (query.startsWith("sig=") || query.contains("&sig="));
  }

  /** A signed URL and when it ends. */
  record Link(URI uri, Instant expires) {}
}
