package io.atelier.chaos;

import java.nio.file.Path;

/**
 * An exact place where a node's process ends, as if its machine had lost power; each armed by a
 * file of its name, which the next to come by removes.
 */
enum CrashPoint {
  ACCEPT_BEFORE_COMMIT("generation.Acceptance", "commit", false),
  ACCEPTED_BEFORE_ANSWER("generation.JobIntake", "accept", false),
  INTENT_BEFORE_COMMIT("generation.Admission", "admit", false),
  INTENT_BEFORE_CREATE("generation.Exchange", "submit", true),
  BEGUN_BEFORE_CREATE("generation.Exchange", "send", true),
  CREATE_ANSWERED_BEFORE_TRANSACTION("generation.Exchange", "submit", false),
  HANDLE_BEFORE_COMMIT("generation.Transitions", "running", false),
  HANDLE_AFTER_COMMIT("generation.JobWorker", "accepted", false),
  POLLED_BEFORE_TRANSACTION("generation.Exchange", "poll", false),
  REFUSAL_BEFORE_COMMIT("generation.Transitions", "failed", false),
  RENAMED_BEFORE_COMMIT("storage.LocalStorage", "publish", false),
  COMPLETED_BEFORE_COMMIT("generation.Processing", "complete", false),
  CHANGED_BEFORE_COMMIT("generation.ChangeWriter", "write", false),
  COMPLETED_AFTER_COMMIT("generation.JobWorker", "keep", false),
  UNKNOWN_BEFORE_COMMIT("generation.Transitions", "unknown", false),
  CANCELLED_BEFORE_COMMIT("generation.Cancellation", "cancel", false),
  LATE_BEFORE_COMMIT("generation.WatchTransitions", "delivered", false);

  private final String type;
  private final String method;
  private final boolean entry;

  CrashPoint(String type, String method, boolean entry) {
    this.type = "io.atelier." + type;
    this.method = method;
    this.entry = entry;
  }

  /** The Byteman rule of a node whose crash points are armed in that directory. */
  String rule(Path arms) {
    return """
    RULE %s
    CLASS %s
    METHOD %s
    AT %s
    BIND arm : java.io.File = new java.io.File("%s")
    IF arm.delete()
    DO killJVM()
    ENDRULE
    """
        .formatted(name(), type, method, entry ? "ENTRY" : "EXIT", arms.resolve(name()));
  }
}
