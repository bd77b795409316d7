package io.atelier.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";
  private static final UUID JOB = UUID.fromString("018f0000-0000-7000-8000-000000000001");

  @Test
  @DisplayName("W3C Trace Context 3.2: version, trace, caller's span and flags")
  void a_header_names_a_trace_and_the_callers_span() {
    Trace trace = Trace.parse("00-" + ID + "-" + CALLER + "-01").orElseThrow();
    assertThat(trace).isEqualTo(new Trace(ID, CALLER, true));
    assertThat(trace.traceparent()).isEqualTo("00-" + ID + "-" + CALLER + "-01");
    assertThat(Trace.parse("00-" + ID + "-" + CALLER + "-00"))
        .contains(new Trace(ID, CALLER, false));
  }

  @Test
  @DisplayName("W3C Trace Context 3.2.4: of a later version what is known is read")
  void what_a_later_version_adds_is_passed_over() {
    assertThat(Trace.parse("01-" + ID + "-" + CALLER + "-01-more"))
        .contains(new Trace(ID, CALLER, true));
    assertThat(Trace.parse("01-" + ID + "-" + CALLER + "-03")).isPresent();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7"
      })
  void what_is_no_header_of_that_kind_is_passed_over(@Nullable String header) {
    assertThat(Trace.parse(header)).isEmpty();
    assertThat(Trace.of(JOB, header).traceparent()).isNull();
  }

  @Test
  void a_job_without_a_caller_has_the_same_trace_of_its_own_everywhere() {
    Trace trace = Trace.of(JOB, null);
    assertThat(trace.id()).matches("[0-9a-f]{32}");
    assertThat(Trace.of(JOB, null)).isEqualTo(trace);
    assertThat(trace.caller()).isNull();
  }

  // OpenTelemetry's ratio sampler compares the second half of the id, as a number.
  @Test
  void a_ratio_of_such_traces_can_be_sampled() {
    Set<Boolean> halves = new HashSet<>();
    for (int i = 0; i < 64; i++) {
      long half =
          Long.parseUnsignedLong(
              Trace.of(new UUID(JOB.getMostSignificantBits(), i), null).id(), 16, 32, 16);
      halves.add(Math.abs(half) < Long.MAX_VALUE / 2);
    }
    assertThat(halves).containsExactlyInAnyOrder(true, false);
  }
}
