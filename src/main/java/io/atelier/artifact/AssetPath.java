package io.atelier.artifact;

import io.atelier.media.FileFormat;
import io.atelier.run.RunId;
import io.atelier.storage.StorageKey;
import io.atelier.tenant.TenantId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an asset is, as its URL and as its storage key: {@code
 * {tenant}/{run}/{type}/{sha256}.{extension}} (FR-001, FR-006).
 *
 * <p>Everything needed to serve it stands in the path. There is exactly one spelling: what differs
 * from it is not an asset path.
 */
public record AssetPath(
    TenantId tenant, RunId run, ArtifactType type, ContentHash hash, FileFormat format) {
  /** Where assets are served, below the host. */
  public static final String PREFIX = "/assets/";

  private static final Pattern PATTERN =
      Pattern.compile(
          "([a-z0-9-]{1,63})/([A-Za-z0-9_-]{1,64})/([a-z0-9_]{1,32})/([0-9a-f]{64})\\.([a-z0-9]{2,5})");

  /** The path that a URL below {@link #PREFIX} names, or empty if it is none. */
  public static Optional<AssetPath> parse(String text) {
    Matcher matcher = PATTERN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Optional<TenantId> tenant = TenantId.parse(matcher.group(1));
    Optional<ArtifactType> type = ArtifactType.ofJsonName(matcher.group(3));
    Optional<FileFormat> format = FileFormat.ofExtension(matcher.group(5));
    if (tenant.isEmpty() || type.isEmpty() || format.isEmpty()) {
      return Optional.empty();
    }
    AssetPath path =
        new AssetPath(
            tenant.get(),
            new RunId(matcher.group(2)),
            type.get(),
            new ContentHash(matcher.group(4)),
            format.get());
    return path.key().value().equals(text) ? Optional.of(path) : Optional.empty();
  }

  /** Where its bytes are kept. */
  public StorageKey key() {
    return new StorageKey(
        tenant + "/" + run + "/" + type.jsonName() + "/" + hash + "." + format.extension());
  }

  /** Its URL without the host. */
  public String uri() {
    return PREFIX + key();
  }
}
