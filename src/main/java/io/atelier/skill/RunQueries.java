package io.atelier.skill;

import io.atelier.problem.Cursor;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.run.RunId;
import java.util.Optional;
import java.util.function.Function;

/** Reads what requests for runs and steps name. */
final class RunQueries {
  private RunQueries() {}

  static RunId run(String run) {
    return RunId.parse(run).orElseThrow(RunQueries::nothing);
  }

  /** Reads the one name that a cursor holds. */
  static <T> Function<Cursor, Optional<T>> after(Function<String, Optional<T>> parse) {
    return cursor ->
        cursor.parts().size() == 1 ? parse.apply(cursor.parts().get(0)) : Optional.empty();
  }

  static ProblemException nothing() {
    return new ProblemException(
        ErrorCode.NOT_FOUND, "There is no such run or step, or it is not yours.");
  }
}
