package io.atelier.generation;

import io.atelier.provider.GenerationRequest;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow asks to have made.
 *
 * @param skill the name it was asked for by
 * @param metadata the workflow's own JSON object, kept and given back unread; or null
 */
public record JobOrder(
    TenantId tenant,
    RunId run,
    StepId step,
    String skill,
    GenerationRequest request,
    Priority priority,
    @Nullable String metadata) {}
