package io.atelier.generation;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.math.BigDecimal;

/**
 * What a tenant's jobs of one kind of media are held to.
 *
 * @param concurrentJobs how many hold a slot at one provider at a time; more wait (FR-019)
 * @param timeoutSeconds how long one provider may take, waiting for a slot aside (FR-017)
 */
@JsonbPropertyOrder({"concurrentJobs", "timeoutSeconds"})
public record KindLimits(int concurrentJobs, BigDecimal timeoutSeconds) {}
