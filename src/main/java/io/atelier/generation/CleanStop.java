package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;

/**
 * Takes back what was counted against jobs and late results in case this node dies of them: it
 * stops of its own accord, in the middle of making or decoding them, and that is no fault of
 * theirs. What has gone on for long may be why the node was told to stop: a result that its decoder
 * hangs at must come to an end, too.
 */
@Dependent
class CleanStop {
  private final FaultRows rows;
  private final Leases leases;
  private final GenerationSettings settings;

  @Inject
  CleanStop(FaultRows rows, Leases leases, GenerationSettings settings) {
    this.rows = rows;
    this.leases = leases;
    this.settings = settings;
  }

  /**
   * Of what is in hand yet; what is being written right now has come to its end.
   *
   * @param told when the node was told to stop; what began longer before than it waits for its work
   *     is not forgiven
   */
  @Transactional
  void forgive(Instant told) {
    Instant after = told.minus(settings.drainTime());
    rows.takeBackOfJobs(leases.blamed(after));
    rows.takeBackOfWatched(leases.looksBlamed(after));
  }
}
