package io.atelier.generation;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One node, as it and its leases in the database tell.
 *
 * @param id the name it owns its leases by, new after each start
 * @param name what people call it
 * @param version of the software
 * @param state {@code UP}; {@code DRAINING}: it takes nothing more; {@code DRAINED}: and has
 *     nothing in hand any more; {@code SILENT}: it gave no sign of life for as long as a lease
 *     lasts, and others take its jobs
 * @param answering whether it is the one that answers
 * @param takesJobs whether it is set up to take any
 * @param jobsInHand how many jobs it holds the lease of
 * @param watchedInHand how many attempts that were given up it holds the lease of
 * @param storeWritable whether it can write to the asset store; if not, it takes no jobs
 * @param storeFreeBytes free there, as it last looked; null where not known
 * @param drained by whom it was told to take nothing more; null where by nobody
 */
@JsonbPropertyOrder({
  "id",
  "name",
  "version",
  "state",
  "answering",
  "takesJobs",
  "jobsInHand",
  "watchedInHand",
  "storeWritable",
  "storeFreeBytes",
  "drained",
  "startedAt",
  "seenAt"
})
public record NodeView(
    String id,
    String name,
    String version,
    String state,
    boolean answering,
    boolean takesJobs,
    long jobsInHand,
    long watchedInHand,
    boolean storeWritable,
    @Nullable Long storeFreeBytes,
    @Nullable Drain drained,
    Instant startedAt,
    Instant seenAt) {

  /** By whom it was told, and when. */
  @JsonbPropertyOrder({"since", "by"})
  public record Drain(Instant since, String by) {}
}
