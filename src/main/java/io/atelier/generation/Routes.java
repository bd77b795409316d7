package io.atelier.generation;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.MediaKind;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.Providers;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may make what, asked before anything is spent: the tenant's configured route, less those who
 * cannot, each with its reason (FR-022).
 */
@Dependent
public class Routes {
  private final Policies policies;
  private final Providers providers;

  @Inject
  Routes(Policies policies, Providers providers) {
    this.policies = policies;
    this.providers = providers;
  }

  /**
   * All of the tenant's configured route for that request, in the order they are tried, each with
   * why it is passed over if it is.
   *
   * @param only the only ones that the request itself allows; empty if it allows all
   */
  public List<Candidate> of(TenantId tenant, GenerationRequest request, List<String> only) {
    return configured(tenant, request.kind()).stream()
        .map(name -> new Candidate(name, reason(name, request, only)))
        .toList();
  }

  /** The providers that a tenant's requests of that kind are tried at, in that order. */
  public List<String> configured(TenantId tenant, MediaKind kind) {
    return policies.of(tenant, kind).providers();
  }

  /** What a tenant's jobs of that kind are held to, where the provider makes no difference. */
  public KindLimits limits(TenantId tenant, MediaKind kind) {
    KindPolicy policy = policies.of(tenant, kind);
    return new KindLimits(policy.limit(), BigDecimal.valueOf(policy.timeout().toMillis(), 3));
  }

  /** Why that provider cannot make this; null if it can. */
  public @Nullable String refusal(String provider, GenerationRequest request) {
    Optional<ProviderAdapter> adapter = providers.find(provider);
    if (adapter.isEmpty()) {
      return "there is no such provider";
    }
    return adapter.get().available()
        ? adapter.get().refusal(request).orElse(null)
        : "it is not set up: it has no API key";
  }

  private @Nullable String reason(String provider, GenerationRequest request, List<String> only) {
    return only.isEmpty() || only.contains(provider)
        ? refusal(provider, request)
        : "the request names others";
  }
}
