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
   * Slots are counted without a lock, and who found jobs for them takes a moment more, in which
   * another node counts the same free slots. Each takes any of the waiting jobs: were it the oldest
   * of them for both, the job's own row would let one of the two have it, and nothing be seen.
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
      RULE whoever counted takes a moment and any of those that wait
      CLASS io.atelier.generation.JobQueues
      METHOD pending
      AT EXIT
      IF $!.size() > 0
      DO delay(200);
        RETURN $0.entities.createNativeQuery(
          "SELECT DISTINCT one.id FROM generation_job chosen CROSS JOIN LATERAL ( "
          + "SELECT id FROM generation_job waiting WHERE status = 'PENDING' "
          + "AND provider = chosen.provider AND kind = chosen.kind "
          + "AND tenant_id = chosen.tenant_id AND due_at <= now() "
          + "ORDER BY random() LIMIT 1) AS one "
          + "WHERE chosen.id = ANY (CAST(translate(?1, '[] ', '{}') AS uuid[]))")
          .setParameter(1, $!.toString()).getResultList()
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
