package io.atelier.artifact;

import io.atelier.tenant.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one content hash in one tenant: it owns their path, which the first save decided,
 * and any number of artifacts share it (FR-004).
 */
@Entity
@Table(name = "content")
@IdClass(Content.Key.class)
public class Content {
  @Id
  @Column(name = "tenant_id")
  private String tenant;

  @Id
  @Column(name = "sha256")
  private String sha256;

  @Column(name = "path")
  private String path;

  @Column(name = "size_bytes")
  private long sizeBytes;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "removed_at")
  private @Nullable Instant removedAt;

  /** For the persistence provider. */
  protected Content() {}

  Content(AssetPath path, long sizeBytes, Instant now) {
    this.tenant = path.tenant().value();
    this.sha256 = path.hash().hex();
    this.path = path.key().value();
    this.sizeBytes = sizeBytes;
    this.createdAt = now;
  }

  /** Its last artifact went: the file is to go too, unless it is saved again before. */
  void remove(Instant now) {
    removedAt = now;
  }

  boolean isRemoved() {
    return removedAt != null;
  }

  Key key() {
    return new Key(tenant, sha256);
  }

  AssetPath path() {
    return AssetPath.parse(path).orElseThrow();
  }

  Instant createdAt() {
    return createdAt;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /** The primary key. */
  public record Key(String tenant, String sha256) implements Serializable {
    static Key of(TenantId tenant, ContentHash hash) {
      return new Key(tenant.value(), hash.hex());
    }
  }
}
