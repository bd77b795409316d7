package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTest {
  private final Route route = new Route(List.of("nano-banana", "suno", "procedural"));

  // FR-022
  @Test
  void providers_are_tried_in_order_and_each_once() {
    assertThat(route.first()).isEqualTo("nano-banana");
    assertThat(route.after("nano-banana")).contains("suno");
    assertThat(route.after("suno")).contains("procedural");
    assertThat(route.after("procedural")).isEmpty();
  }

  @Test
  void after_a_provider_that_is_not_on_it_there_is_nobody() {
    assertThat(route.after("meshy")).isEmpty();
  }

  @Test
  void it_survives_being_written_and_read() {
    assertThat(Route.of(route.text())).isEqualTo(route);
    assertThat(Route.of("procedural").providers()).containsExactly("procedural");
  }

  // FR-022
  @Test
  void who_cannot_is_not_on_it_and_stays_on_record_with_the_reason() {
    Route among =
        Route.among(
            List.of(
                new Candidate("nano-banana", "this model makes no 1080p"),
                new Candidate("procedural", null)));
    assertThat(among.providers()).containsExactly("procedural");
    assertThat(Candidate.read(Candidate.written(among.passedOver())))
        .containsExactly(new Candidate("nano-banana", "this model makes no 1080p"));
    assertThat(Candidate.written(List.of())).isNull();
    assertThat(Candidate.read(null)).isEmpty();
  }

  @Test
  void a_route_on_which_nobody_is_left_says_why_of_each() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () ->
                Route.among(
                    List.of(
                        new Candidate("suno", "it has no key"),
                        new Candidate("procedural", "it cannot sing"))))
        .withMessageContaining("suno: it has no key; procedural: it cannot sing");
  }

  @Test
  void a_route_of_nobody_is_refused() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> new Route(List.of()))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_PROVIDER));
  }
}
