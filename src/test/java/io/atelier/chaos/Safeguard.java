package io.atelier.chaos;

/**
 * What a run may take out of the product, to see that the checker notices: by a Byteman rule, as
 * the product has no switch for it.
 */
enum Safeguard {
  NOTHING(""),
  /**
   * The intent of every tenth admission is rolled back, and its creates are made all the same: also
   * where they are noted to be begun, nobody looks whether there is one.
   */
  INTENT(
      """
      RULE the intent is not committed
      CLASS io.atelier.generation.Admission
      METHOD admit
      AT EXIT
      BIND transaction : jakarta.transaction.TransactionSynchronizationRegistry =
        javax.naming.InitialContext.doLookup("java:comp/TransactionSynchronizationRegistry")
      IF incrementCounter("admissions") % 10 == 0
      DO transaction.setRollbackOnly()
      ENDRULE
      RULE nothing is noted before it is sent
      CLASS io.atelier.generation.BegunCreates
      METHOD begin
      AT ENTRY
      IF true
      DO RETURN
      ENDRULE
      """),
  /**
   * Slots are counted without a lock, and what comes of the count takes a second: who counts
   * meanwhile takes the same free slot for another job, where an urgent or older one came between;
   * of one job the row's own lock lets only one have it.
   */
  LOCK(
      """
      RULE nobody waits for a lock
      CLASS io.atelier.generation.NamedLocks
      METHOD lock
      AT ENTRY
      IF true
      DO RETURN
      ENDRULE
      RULE nobody waits a moment for a lock
      CLASS io.atelier.generation.NamedLocks
      METHOD lockSoon(String)
      AT ENTRY
      IF true
      DO RETURN true
      ENDRULE
      RULE nobody waits a moment for several locks
      CLASS io.atelier.generation.NamedLocks
      METHOD lockSoon(java.util.List)
      AT ENTRY
      IF true
      DO RETURN new java.util.HashSet($1)
      ENDRULE
      RULE whoever counted takes a moment
      CLASS io.atelier.generation.JobQueues
      METHOD pending
      AT EXIT
      IF true
      DO delay(1000)
      ENDRULE
      """);

  private final String rule;

  Safeguard(String rule) {
    this.rule = rule;
  }

  /** The rule that takes it out. */
  String rule() {
    return rule;
  }
}
