package io.atelier.generation;

import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import java.time.Instant;

/**
 * A create that was given up while its provider may yet deliver it, and the watch over it: what a
 * look at it comes to.
 */
final class LateCreate {
  private final Stage stage;
  private final AttemptProgress progress;
  private final CreateWatch watch;
  private final Delivery delivery;

  /**
   * A create and how it is watched.
   *
   * @param progress of the attempt that was given up with it; where that went on without it, of
   *     nothing
   */
  LateCreate(Stage stage, AttemptProgress progress, CreateWatch watch) {
    this.stage = stage;
    this.progress = progress;
    this.watch = watch;
    this.delivery = new Delivery(stage, progress);
  }

  /** The provider has it after all, by that handle: from now on its result is waited for. */
  void find(ProviderHandle handle, Instant until, Instant now) {
    stage.accept(handle, now);
    watch.begin(now, until);
  }

  /** Nothing yet; it is looked at once more, or given up for good. */
  void watchAgain(Instant due) {
    watch.again(due);
  }

  /**
   * The provider still makes it, by that handle.
   *
   * @param until when to give up, where it was taken for made
   */
  void stillRuns(ProviderHandle handle, Instant due, Instant until) {
    stage.moveOn(handle);
    watch.bound(until);
    watch.again(due);
  }

  /** It is made, and could not be stored: it is paid for, so it is fetched until it can be. */
  void waitForStore(Instant due) {
    stage.turnUp();
    watch.begin(due, null);
  }

  /** As {@link Delivery#mayComeWhole}. */
  boolean mayComeWhole(ProviderSnapshot.Failed failure) {
    return delivery.mayComeWhole(failure);
  }

  /** As {@link Delivery#findDamaged}; it is fetched once more then. */
  void findDamaged(ProviderSnapshot.Failed damage, Instant due, Instant now) {
    delivery.findDamaged(damage, now);
    watch.begin(due, null);
  }

  /** As {@link Delivery#findExpired}; its address is asked for then. */
  void findExpired(ProviderSnapshot.Failed expired, Instant due, Instant now) {
    delivery.findExpired(expired, now);
    watch.begin(due, null);
  }

  /** The provider delivered after all. */
  void deliver(ProviderCost cost, Instant now) {
    delivery.succeed(cost, now);
    watch.end();
  }

  /** It was done after all, and none is made after it: its job has ended, or made it otherwise. */
  void endBetweenStages(ProviderCost cost, Instant now) {
    stage.charge(cost, now);
    if (progress.status() == AttemptStatus.UNKNOWN) {
      progress.settle(AttemptStatus.TIMED_OUT, now);
    }
    watch.end();
  }

  /** The provider failed after all, or what it delivered cannot be used. */
  void endInVain(ProviderSnapshot.Failed failure, Instant now) {
    delivery.fail(failure, stage.handle().isEmpty(), now);
    watch.end();
  }

  /** The provider stopped it. */
  void stop(ProviderCost charged, Instant now) {
    stage.charge(charged, now);
    progress.settle(AttemptStatus.CANCELLED, now);
    watch.end();
  }

  Stage stage() {
    return stage;
  }

  long fence() {
    return watch.fence();
  }
}
