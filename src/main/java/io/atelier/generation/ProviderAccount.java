package io.atelier.generation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a provider's account stands, all nodes and tenants together.
 *
 * @param openUntil until when its circuit is open; past, when one create may try; null while closed
 * @param heldUntil when it takes creates again by its own word; null if it said nothing
 * @param createsAt up to when its create rate is used
 * @param requestsAt up to when its request rate is used
 * @param paused whether an operator wants nothing begun there
 */
record ProviderAccount(
    @Nullable Instant openUntil,
    @Nullable Instant heldUntil,
    @Nullable Instant createsAt,
    @Nullable Instant requestsAt,
    boolean paused) {

  /** The same, its rates used up to then. */
  ProviderAccount usedUpTo(@Nullable Instant creates, @Nullable Instant requests) {
    return new ProviderAccount(openUntil, heldUntil, creates, requests, paused);
  }

  /** Whether jobs may begin there now. */
  boolean admits(Instant now) {
    return !paused && !isShut(now);
  }

  /** Whether jobs that wait for it are to go elsewhere: not while an operator has them wait. */
  boolean isPassedOver(Instant now) {
    return !paused && isOpen(now);
  }

  /** Whether nothing is to be created there now, not even for what was begun. */
  boolean isShut(Instant now) {
    return isOpen(now) || (heldUntil != null && now.isBefore(heldUntil));
  }

  /** Whether its circuit is open. */
  boolean isOpen(Instant now) {
    return openUntil != null && now.isBefore(openUntil);
  }

  /** Whether the circuit was open and the next create is to show how it stands. */
  boolean isOnTrial(Instant now) {
    return openUntil != null && !now.isBefore(openUntil);
  }
}
