package io.atelier.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void the_same_seed_is_the_same_schedule_and_another_is_another() {
    Duration duration = Duration.ofMinutes(5);

    assertThat(Schedule.of(7, duration)).isEqualTo(Schedule.of(7, duration));
    assertThat(Schedule.of(7, duration)).isNotEqualTo(Schedule.of(8, duration));
  }

  @Test
  void twenty_minutes_end_nodes_sixty_times_and_visit_every_crash_point() {
    List<Schedule.Entry> entries = Schedule.of(7, Duration.ofMinutes(20));

    List<Schedule.Entry> deadly =
        entries.stream().filter(entry -> entry.disturbance().deadly()).toList();
    Set<CrashPoint> points =
        deadly.stream()
            .filter(entry -> entry.disturbance() == Disturbance.CRASH)
            .map(Schedule.Entry::point)
            .collect(Collectors.toSet());

    assertThat(deadly).hasSizeGreaterThan(60);
    assertThat(points).containsExactlyInAnyOrder(CrashPoint.values());
    assertThat(deadly).extracting(Schedule.Entry::node).contains(0, 1);
    assertThat(entries.stream().map(Schedule.Entry::disturbance).distinct())
        .containsExactlyInAnyOrder(Disturbance.values());
  }
}
