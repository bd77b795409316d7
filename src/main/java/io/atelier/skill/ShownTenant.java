package io.atelier.skill;

import io.atelier.problem.Cursor;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.problem.QueryParameters;
import io.atelier.run.RunId;
import io.atelier.tenant.Caller;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;

/** Whose runs a caller is shown. */
@Dependent
class ShownTenant {
  private final CurrentCaller caller;

  @Inject
  ShownTenant(CurrentCaller caller) {
    this.caller = caller;
  }

  /**
   * The caller's own tenant, or the one that an operator names.
   *
   * @throws ProblemException as for what is not there, if anybody else names another
   */
  TenantId of(QueryParameters query) {
    Caller asking = caller.get();
    TenantId shown = query.find("tenant").map(TenantId::named).orElse(asking.tenant());
    if (!shown.equals(asking.tenant()) && !asking.groups().contains(Group.OPERATOR)) {
      throw nothing();
    }
    return shown;
  }

  /** Whether it is the caller's own tenant, whose assets he may have. */
  boolean isCallers(TenantId tenant) {
    return tenant.equals(caller.tenant()) && caller.get().groups().contains(Group.CREATOR);
  }

  static RunId run(String run) {
    return RunId.parse(run).orElseThrow(ShownTenant::nothing);
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
