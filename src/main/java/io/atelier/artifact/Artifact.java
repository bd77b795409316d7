package io.atelier.artifact;

import io.atelier.run.StepId;
import io.atelier.storage.StorageKey;
import io.atelier.tenant.TenantId;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record of one saved medium: whose it is, which step asked for it, what it is, and the URL it
 * is served at. Never changed after it was made.
 */
@Entity
@Table(name = "artifact")
public class Artifact {
  @Id private UUID id;

  @Column(name = "tenant_id")
  private String tenant;

  @Column(name = "run_id")
  private String run;

  @Column(name = "step_id")
  private @Nullable String step;

  @Column(name = "job_id")
  private @Nullable UUID job;

  @Enumerated(EnumType.STRING)
  private ArtifactType type;

  @Enumerated(EnumType.STRING)
  private ArtifactRole role;

  /** The local HTTP URL (FR-023), without the host: the host may move, the row stays true. */
  private String uri;

  private String sha256;

  @Column(name = "mime_type")
  private String mimeType;

  @Column(name = "size_bytes")
  private long sizeBytes;

  /** A JSON object: facts of the file and of the request. */
  @Convert(converter = JsonTextConverter.class)
  private String metadata;

  /** Names with commas between. */
  private String flags;

  @Convert(converter = ProvenanceConverter.class)
  private @Nullable Provenance provenance;

  @Column(name = "downloaded_at")
  private @Nullable Instant downloadedAt;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For the persistence provider. */
  protected Artifact() {}

  Artifact(NewArtifact description, InspectedFile file, Content content, Instant now) {
    this.id = description.id();
    this.tenant = description.tenant().value();
    this.run = description.run().value();
    StepId ofStep = description.step();
    this.step = ofStep == null ? null : ofStep.value();
    this.job = description.job();
    this.type = description.type();
    this.role = description.role();
    this.uri = content.path().uri();
    this.sha256 = file.hash().hex();
    this.mimeType = content.path().format().mimeType();
    this.sizeBytes = content.sizeBytes();
    this.metadata = file.metadata(description.metadata());
    this.flags = String.join(",", description.flags());
    this.provenance = description.provenance();
    this.downloadedAt = description.downloadedAt();
    this.createdAt = now;
  }

  public UUID id() {
    return id;
  }

  TenantId tenant() {
    return new TenantId(tenant);
  }

  public @Nullable UUID job() {
    return job;
  }

  public ArtifactType type() {
    return type;
  }

  public ArtifactRole role() {
    return role;
  }

  public String uri() {
    return uri;
  }

  /** Where its bytes are kept. */
  StorageKey key() {
    return AssetPath.parse(uri.substring(AssetPath.PREFIX.length())).orElseThrow().key();
  }

  public String sha256() {
    return sha256;
  }

  public String mimeType() {
    return mimeType;
  }

  public long sizeBytes() {
    return sizeBytes;
  }

  public String metadata() {
    return metadata;
  }

  /** What is noteworthy about it, by JSON name; empty when it is just what was asked for. */
  public List<String> flags() {
    return flags.isEmpty() ? List.of() : List.of(flags.split(","));
  }

  /** How it came to be; null where it was saved before that was kept. */
  public @Nullable Provenance provenance() {
    return provenance;
  }

  /** When all of it was here; null for what no provider delivered. */
  @Nullable Instant downloadedAt() {
    return downloadedAt;
  }

  public String run() {
    return run;
  }

  public @Nullable String step() {
    return step;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** How the API shows it, at the installation's public address. */
  public ArtifactView view(SignedLinks links) {
    return new ArtifactView(
        id,
        links.uri(this),
        links.sign(this).uri(),
        mimeType,
        sha256,
        sizeBytes,
        type.jsonName(),
        role.jsonName(),
        run,
        step,
        job,
        object(metadata),
        flags(),
        provenance,
        createdAt);
  }

  private static JsonObject object(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
