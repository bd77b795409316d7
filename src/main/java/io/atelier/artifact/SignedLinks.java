package io.atelier.artifact;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.atelier.tenant.PublicAddress;
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
import java.util.function.Supplier;
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
 * cache holds. That is so for every life, the longest that may be asked for too: no URL lives
 * longer than one and a half times that.
 */
@ApplicationScoped
public class SignedLinks {
  /** The shortest life that may be asked for. */
  static final Duration SHORTEST = Duration.ofSeconds(2);

  private static final int MOST_VERIFIED = 10_000;

  // One spelling: what is not signed must not be there, and nothing may be there twice.
  private static final Pattern QUERY =
      Pattern.compile(
          "exp=(0|[1-9][0-9]{0,11})&kid=(" + SigningKey.ID + ")&sig=([A-Za-z0-9_-]{43})");

  @Inject Config config;
  @Inject PublicAddress address;
  @Inject SigningKeys keys;
  @Inject Clock clock;

  // A URL that was right is right until it ends, as long as its key lives: neither has to be parsed
  // or its signature made again.
  private final Cache<Asked, Verified> verified =
      Caffeine.newBuilder().maximumSize(MOST_VERIFIED).build();

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

  /**
   * Sees to it that a tenant has a key to sign with, and that it is known here; to be called before
   * the first query of a transaction in which something is signed.
   */
  public void prepare(TenantId tenant) {
    if (!keys.isKnown(tenant)) {
      keys.prepare(tenant);
    }
  }

  /** The URL of an asset for whoever has the URL, for the usual time. */
  Link sign(Artifact artifact) {
    return sign(artifact, usual);
  }

  /** How the API shows such a URL, for that time. */
  SignedUriView view(Artifact artifact, Duration lifetime) {
    Link link = sign(artifact, lifetime);
    return new SignedUriView(
        artifact.id(),
        artifact.type().jsonName(),
        artifact.role().jsonName(),
        uri(artifact),
        link.uri(),
        link.expires());
  }

  /**
   * The same for another time.
   *
   * @param lifetime two seconds up to {@link #longest}; the URL lives at least that long, and up to
   *     half as long again
   */
  Link sign(Artifact artifact, Duration lifetime) {
    long now = clock.instant().getEpochSecond();
    long life = lifetime.toSeconds();
    long step = life / 2;
    long expires = ((now + life) / step + 1) * step;
    String path = artifact.uri();
    SigningKey key = keys.signing(artifact.tenant());
    return new Link(
        address.of(
            path + "?exp=" + expires + "&kid=" + key.id() + "&sig=" + key.sign(path, expires)),
        Instant.ofEpochSecond(expires));
  }

  /**
   * What a URL permits, if it is signed and has not ended.
   *
   * @param uri the path of the URL as it was sent
   * @param query its query as it was sent
   * @param path the asset it names, or empty if it is none
   */
  public Optional<Verified> verify( // public for client proxies, which call all else by reflection
      String uri, @Nullable String query, Supplier<Optional<AssetPath>> path) {
    Asked asked = new Asked(uri, query == null ? "" : query);
    long now = clock.instant().getEpochSecond();
    Verified known = verified.getIfPresent(asked);
    if (known != null && now < known.expires() && keys.isLive(known.path().tenant(), known.key())) {
      return Optional.of(known);
    }
    Optional<Verified> fresh = path.get().flatMap(asset -> verify(asset, query));
    fresh.ifPresent(permission -> verified.put(asked, permission));
    return fresh;
  }

  /** What a query permits, if it is a permission for that asset and has not ended. */
  Optional<Verified> verify(AssetPath path, @Nullable String query) {
    Matcher parts = QUERY.matcher(query == null ? "" : query);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long expires = Long.parseLong(parts.group(1));
    if (clock.instant().getEpochSecond() >= expires) {
      return Optional.empty();
    }
    String id = parts.group(2);
    String signature = parts.group(3);
    String uri = path.uri();
    return keys.find(
            path.tenant(), key -> key.id().equals(id) && key.verifies(uri, expires, signature))
        .map(key -> new Verified(path, key.id(), expires));
  }

  private record Asked(String uri, String query) {}

  /**
   * The right to read an asset.
   *
   * @param key the id of the key that it is signed with
   * @param expires when it ends, in seconds of the epoch
   */
  record Verified(AssetPath path, String key, long expires) {
    Instant end() {
      return Instant.ofEpochSecond(expires);
    }
  }

  /** Whether a query is meant as a permission, right or wrong. */
  static boolean isSigned(@Nullable String query) {
    return query != null && (query.startsWith("sig=") || query.contains("&sig="));
  }

  /** A signed URL and when it ends. */
  record Link(URI uri, Instant expires) {}
}
