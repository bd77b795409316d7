package io.atelier.client;

import io.atelier.problem.Problem;

/** A call was refused, or failed at the other end; the problem says why, and whether to retry. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  RefusedException(Problem problem) {
    super(problem.code() + ": " + problem.detail());
    this.problem = problem;
  }

  /** What the server answered. */
  public Problem problem() {
    return problem;
  }
}
