package io.atelier.generation;

import java.util.List;
import java.util.stream.Stream;

/**
 * How often the creates of an attempt were refused and made again.
 *
 * @param stages all of the attempt's, the last one made last or being made; at least one
 */
record StageHistory(List<Stage> stages) {

  /** How often in a row the last create was refused, for whatever reason. */
  int refusals() {
    return (int) refusalsOf(last()).count();
  }

  /** How many of these count against the provider: its own refusals, not for want of room. */
  int countedRefusals() {
    return (int) refusalsOf(last()).filter(Stage::countsAsRefusal).count();
  }

  /** How often the same create had been refused before that one was made. */
  int refusedBefore(Stage stage) {
    return (int) refusalsOf(stage).filter(one -> one.no() < stage.no()).count();
  }

  private Stream<Stage> refusalsOf(Stage stage) {
    return stages.stream()
        .filter(one -> one.ordinal() == stage.ordinal() && one.outcome() == StageOutcome.REFUSED);
  }

  private Stage last() {
    return stages.get(stages.size() - 1);
  }
}
