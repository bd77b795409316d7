package io.atelier.client;

/** What operators see and govern: all tenants, and the installation itself. Thread-safe. */
public final class Operations {
  private final Atelier atelier;

  Operations(Atelier atelier) {
    this.atelier = atelier;
  }

  /** Who uses the installation, and all that is set for whom. */
  public TenantsApi tenants() {
    return atelier.api(TenantsApi.class);
  }

  /** What is set for a tenant, one thing at a time. */
  public TenantSettingsApi settings() {
    return atelier.api(TenantSettingsApi.class);
  }

  /** What signs their asset URLs. */
  public SigningKeysApi signingKeys() {
    return atelier.api(SigningKeysApi.class);
  }

  /** Whom of theirs it tells. */
  public TenantWebhooksApi webhooks() {
    return atelier.api(TenantWebhooksApi.class);
  }

  /** What they asked for. */
  public TenantRunsApi runs() {
    return atelier.api(TenantRunsApi.class);
  }

  /** Each of their requests, and many at once. */
  public TenantJobsApi jobs() {
    return atelier.api(TenantJobsApi.class);
  }

  /** What waits, and for what. */
  public QueuesApi queues() {
    return atelier.api(QueuesApi.class);
  }

  /** Beginning nothing at all. */
  public AdmissionApi admission() {
    return atelier.api(AdmissionApi.class);
  }

  /** Who makes it, and beginning nothing there. */
  public ProvidersApi providers() {
    return atelier.api(ProvidersApi.class);
  }

  /** The servers, and having them take nothing more. */
  public NodesApi nodes() {
    return atelier.api(NodesApi.class);
  }

  /** Who did what. */
  public AuditApi audit() {
    return atelier.api(AuditApi.class);
  }

  /** Whether all is where it belongs. */
  public FsckApi fsck() {
    return atelier.api(FsckApi.class);
  }
}
