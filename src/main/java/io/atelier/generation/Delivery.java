package io.atelier.generation;

import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderSnapshot;
import java.time.Instant;

/** What a provider delivers of one create, and what that makes of the create and its attempt. */
final class Delivery {
  private final Stage stage;
  private final AttemptProgress progress;

  /**
   * Of a create.
   *
   * @param progress its attempt's
   */
  Delivery(Stage stage, AttemptProgress progress) {
    this.stage = stage;
    this.progress = progress;
  }

  /**
   * Whether a failure is one of what came, for the first time: the way here may have damaged it, so
   * it is fetched once more, by whatever address its provider has for it then. What is too large is
   * not: it would be the next time.
   */
  boolean mayComeWhole(ProviderSnapshot.Failed failure) {
    return failure.failure() == FailureClass.INVALID_OUTPUT
        && !ProviderSnapshot.Failed.TOO_LARGE.equals(failure.code())
        && stage.handle().isPresent()
        && !stage.wasDamaged();
  }

  /** What came is damaged, and is fetched once more; what it cost is known from then on. */
  void findDamaged(ProviderSnapshot.Failed damage, Instant now) {
    findPaid(damage, now);
    stage.findDamaged(now);
  }

  /** Its address is dead, and is asked for again; what it cost is known from then on. */
  void findExpired(ProviderSnapshot.Failed expired, Instant now) {
    findPaid(expired, now);
  }

  private void findPaid(ProviderSnapshot.Failed failure, Instant now) {
    ProviderCost charged = failure.charged();
    if (charged != null) {
      stage.charge(charged, now);
    }
    progress.say(failure.message());
  }

  void succeed(ProviderCost cost, Instant now) {
    stage.turnUp();
    stage.charge(cost, now);
    progress.settle(AttemptStatus.SUCCEEDED, now);
  }

  /**
   * Nothing comes of it.
   *
   * @param refused whether it was not even accepted
   */
  void fail(ProviderSnapshot.Failed failure, boolean refused, Instant now) {
    ProviderCost charged = failure.charged();
    if (charged != null) {
      stage.charge(charged, now);
    } else if (refused) {
      stage.refuse(now);
    } else if (!failure.failure().isOfTheResult() && !wasMade()) {
      stage.charge(ProviderCost.free(stage.currency()), now);
    }
    progress.fail(failure, now);
  }

  // What its provider delivered, or was about to, it is paid for, however the next look ends.
  private boolean wasMade() {
    return progress.readyAt() != null || stage.wasDamaged() || stage.expiredSince() != null;
  }
}
