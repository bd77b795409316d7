package io.atelier.client;

import java.util.List;

/** Steps that are accepted together or not at all; one to a hundred. */
public record Steps(List<Step> steps) {
  public Steps {
    steps = List.copyOf(steps);
  }
}
