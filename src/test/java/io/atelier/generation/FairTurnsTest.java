package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.provider.MediaKind;
import io.atelier.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FairTurnsTest {
  private static final QueueKey A = queue("a", MediaKind.IMAGE);
  private static final QueueKey A_SOUND = queue("a", MediaKind.SFX);
  private static final QueueKey B = queue("b", MediaKind.IMAGE);
  private static final QueueKey C = queue("c", MediaKind.IMAGE);

  @Test
  void who_has_the_fewest_at_the_provider_goes_first_and_then_in_turn() {
    FairTurns turns = turns(Map.of(new TenantId("a"), 3, new TenantId("b"), 1), A, B, C);
    assertThat(take(turns, 7)).containsExactly(C, B, C, B, C, A, B);
  }

  @Test
  void the_queues_of_a_tenant_take_turns_and_count_together() {
    FairTurns turns = turns(Map.of(), A, A_SOUND, B);
    assertThat(take(turns, 6)).containsExactly(A, B, A_SOUND, B, A, B);
  }

  @Test
  void a_queue_with_nothing_to_admit_is_not_asked_again() {
    FairTurns turns = turns(Map.of(), A, B);
    turns.took(A, false);
    assertThat(take(turns, 3)).containsExactly(B, B, B);
    turns.took(B, false);
    assertThat(turns.next()).isEmpty();
  }

  @Test
  void turns_that_are_given_together_and_not_used_go_to_the_others() {
    FairTurns turns = turns(Map.of(), A, B);
    assertThat(turns.give(4)).isEqualTo(Map.of(A, 2, B, 2));
    turns.took(Map.of(A, 2, B, 2), List.of(A, B, B));
    assertThat(turns.give(3)).isEqualTo(Map.of(B, 3));
    turns.took(Map.of(B, 3), List.of());
    assertThat(turns.give(3)).isEmpty();
  }

  private static List<QueueKey> take(FairTurns turns, int count) {
    List<QueueKey> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      QueueKey next = turns.next().orElseThrow();
      taken.add(next);
      turns.took(next, true);
    }
    return taken;
  }

  private static FairTurns turns(Map<TenantId, Integer> running, QueueKey... waiting) {
    List<WaitingQueue> queues = new ArrayList<>();
    for (QueueKey queue : waiting) {
      queues.add(new WaitingQueue(queue, 0));
    }
    return new FairTurns(queues, running);
  }

  private static QueueKey queue(String tenant, MediaKind kind) {
    return new QueueKey(new TenantId(tenant), "suno", kind);
  }
}
