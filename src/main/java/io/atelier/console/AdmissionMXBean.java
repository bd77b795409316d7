package io.atelier.console;

import java.util.List;

/**
 * The admission of jobs to slots, on all nodes together ({@code io.atelier:type=Admission}); what
 * is paused here is accepted and waits.
 */
public interface AdmissionMXBean {
  /** Whether nothing is begun. */
  boolean isPaused();

  /** By whom, since when and what for; empty while it is not paused. */
  String getPause();

  /** The queues that have jobs, all tenants together. */
  List<QueueState> getQueues();

  /** Begins no job at all, until it is resumed; whether that is new. */
  boolean pause(String reason);

  /** Begins jobs again; whether that is new. */
  boolean resume();
}
