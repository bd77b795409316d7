package io.atelier.generation;

import io.atelier.provider.GenerationRequest;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow asks to have made.
 *
 * @param skill the name it was asked for by
 * @param metadata the workflow's own JSON object, kept and given back unread; or null
 * @param providers the only ones that may make it; empty for all of the configured route
 * @param deadline the longest that one provider may take; or null for as long as is configured
 */
public record JobOrder(
    TenantId tenant,
    RunId run,
    StepId step,
    String skill,
    GenerationRequest request,
    Priority priority,
    @Nullable String metadata,
    List<String> providers,
    @Nullable Duration deadline) {

  public JobOrder {
    providers = List.copyOf(providers);
  }
}
