package io.atelier.breakable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OccupancyTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final List<LedgerEntry> ledger = new ArrayList<>();

  @Test
  void a_task_is_open_from_its_accept_to_the_poll_that_told_its_end() {
    write(1, "create", "a", "accepted", null);
    write(2, "create", "b", "accepted", null);
    write(3, "poll", "a", "running", null);
    write(4, "poll", "a", "succeeded", null);
    write(5, "create", "c", "accepted", null);
    write(6, "poll", "a", "succeeded", null);

    Occupancy all = Occupancy.of(ledger, entry -> true);

    assertThat(all.most()).isEqualTo(2);
    assertThat(all.changes()).extracting(Occupancy.Change::count).startsWith(1, 2, 1, 2);
    assertThat(all.atLeast(2, at(0), at(10))).isEqualTo(Duration.ofSeconds(2 + 5));
    assertThat(all.atLeast(2, at(3), at(6))).isEqualTo(Duration.ofSeconds(1 + 1));
    assertThat(all.atLeast(1, at(0), at(10))).isEqualTo(Duration.ofSeconds(9));
    assertThat(all.atLeast(3, at(0), at(10))).isZero();
    assertThat(all.atLeast(0, at(0), at(10))).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void a_task_whose_answer_was_lost_is_open_when_it_is_named_again() {
    write(1, "create", "a", "accepted", "reset-after-accept");
    write(5, "create", "a", "replayed", null);
    write(6, "poll", "a", "succeeded", "reset-on-poll");
    write(8, "poll", "a", "succeeded", null);
    write(1, "create", "never", "accepted", "reset-after-accept");

    Occupancy all = Occupancy.of(ledger, entry -> true);

    assertThat(all.changes())
        .containsExactly(new Occupancy.Change(at(5), 1), new Occupancy.Change(at(8), 0));
  }

  @Test
  void some_can_be_left_out() {
    write(1, "create", "a", "accepted", null);
    write(2, "create", "b", "accepted", null);

    assertThat(Occupancy.of(ledger, entry -> !entry.task().equals("a")).most()).isEqualTo(1);
  }

  @Test
  void who_leaves_makes_room_for_who_comes_at_the_same_time() {
    write(1, "create", "a", "accepted", null);
    write(2, "cancel", "a", "cancelled", null);
    write(2, "create", "b", "accepted", null);

    assertThat(Occupancy.of(ledger, entry -> true).most()).isEqualTo(1);
  }

  private void write(int second, String op, String task, String outcome, String fault) {
    LedgerEntry entry = LedgerEntry.of(op).with("task", task).with("outcome", outcome);
    ledger.add((fault == null ? entry : entry.with("fault", fault)).stamped(second, at(second)));
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }
}
