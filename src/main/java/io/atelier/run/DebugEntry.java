package io.atelier.run;

import io.atelier.tenant.TenantId;

/**
 * What a job did, for its step's debug output (FR-020).
 *
 * @param job the key it is kept under; a later entry of the same job replaces the former
 * @param json a JSON object
 */
public record DebugEntry(TenantId tenant, RunId run, StepId step, String job, String json) {}
