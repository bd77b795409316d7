package io.atelier;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.atelier.timer.Tick;
import jakarta.ejb.Schedule;
import jakarta.ejb.Timeout;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Failures.md, clock jump: a clock that was set back is noticed, and so is that it caught up; no
 * timer is forgotten meanwhile.
 */
class SteadyTimersTest {
  private final AtomicReference<Instant> clock =
      new AtomicReference<>(Instant.parse("2026-11-29T12:00:00Z"));
  private final SteadyTimers.SetBack setBack = new SteadyTimers.SetBack(clock::get);

  private boolean after(Duration time) {
    clock.updateAndGet(now -> now.plus(time));
    return setBack.look();
  }

  @Test
  void a_clock_that_goes_on_or_jumps_forward_needs_no_help() {
    assertThat(after(Duration.ofSeconds(1))).isFalse();
    assertThat(after(Duration.ofHours(3))).isFalse();
    assertThat(after(Duration.ZERO)).isFalse();
  }

  @Test
  void a_clock_that_is_corrected_by_little_needs_none_either() {
    assertThat(after(Duration.ofMillis(-900))).isFalse();
    assertThat(after(Duration.ofMillis(-900))).isFalse();
  }

  @Test
  void one_that_is_set_back_does_until_it_says_again_what_it_said() {
    assertThat(after(Duration.ofHours(-5))).isTrue();
    assertThat(setBack.by()).isEqualTo(Duration.ofHours(5));
    assertThat(after(Duration.ofHours(4))).isTrue();
    assertThat(after(Duration.ofMinutes(59))).isTrue();
    assertThat(after(Duration.ofSeconds(59))).isFalse();
  }

  @Test
  void no_timer_ends_of_what_befalls_its_work() {
    JavaClasses classes = product();

    methods()
        .that()
        .areAnnotatedWith(Schedule.class)
        .or()
        .areAnnotatedWith(Timeout.class)
        .should(
            new ArchCondition<>("do its work in a tick") {
              @Override
              public void check(JavaMethod timer, ConditionEvents events) {
                boolean ticks =
                    timer.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Tick.class));
                events.add(new SimpleConditionEvent(timer, ticks, timer.getFullName()));
              }
            })
        .check(classes);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Tick.class.getName())
        .should()
        .callMethodWhere(target(nameMatching("scheduleWithFixedDelay|scheduleAtFixedRate")))
        .because("a scheduler does what failed once never again")
        .check(classes);
  }

  @Test
  void every_timer_that_ticks_more_often_than_once_an_hour_is_gone_on_with() {
    JavaClasses classes = product();
    Set<String> ticks =
        classes.stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(SteadyTimersTest::ticks)
            .map(JavaMethod::getFullName)
            .collect(Collectors.toSet());

    assertThat(ticks).hasSizeGreaterThan(10);
    assertThat(
            classes.get(SteadyTimers.class).getMethodReferencesFromSelf().stream()
                .map(reference -> reference.getTarget().getFullName()))
        .containsAll(ticks);
  }

  private static JavaClasses product() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("io.atelier");
  }

  private static boolean ticks(JavaMethod method) {
    return method.isAnnotatedWith(Timeout.class)
        || method
            .tryGetAnnotationOfType(Schedule.class)
            .map(schedule -> !schedule.second().equals("0"))
            .orElse(false);
  }
}
