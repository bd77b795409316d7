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

  @Test
  void a_route_of_nobody_is_refused() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> new Route(List.of()))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_PROVIDER));
  }
}
