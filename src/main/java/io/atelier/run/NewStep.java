package io.atelier.run;

import io.atelier.tenant.TenantId;

/** A step that somebody names, perhaps for the first time, and the skill that it asks for. */
public record NewStep(TenantId tenant, RunId run, StepId step, String skill) {}
