package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.problem.ErrorCode;
import io.atelier.provider.FailureClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GenerationValuesTest {

  @ParameterizedTest
  @EnumSource
  void a_priority_survives_being_written_and_read(Priority priority) {
    assertThat(Priority.ofRank(priority.rank())).isEqualTo(priority);
  }

  @Test
  void a_higher_priority_has_a_higher_rank() {
    assertThat(Priority.LOW.rank()).isLessThan(Priority.NORMAL.rank());
    assertThat(Priority.NORMAL.rank()).isLessThan(Priority.HIGH.rank());
  }

  @Test
  void a_policy_has_positive_times_and_a_limit() {
    Duration second = Duration.ofSeconds(1);
    assertThat(new KindPolicy(second, second, 1, List.of()).limit()).isEqualTo(1);
    for (Duration wrong : List.of(Duration.ZERO, second.negated())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new KindPolicy(wrong, second, 1, List.of()));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new KindPolicy(second, wrong, 1, List.of()));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KindPolicy(second, second, 0, List.of()));
  }

  @Test
  void a_policys_route_is_its_own() {
    List<String> names = new ArrayList<>(List.of("suno"));
    KindPolicy policy = new KindPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, names);
    names.clear();
    assertThat(policy.providers()).containsExactly("suno");
  }

  @ParameterizedTest
  @CsvSource({
    "AUTH,PROVIDER_ERROR",
    "OUT_OF_CREDITS,OUT_OF_CREDITS",
    "RATE_LIMITED,PROVIDER_ERROR",
    "QUEUE_FULL,PROVIDER_ERROR",
    "INVALID_INPUT,INVALID_INPUT",
    "CONTENT_POLICY,CONTENT_REFUSED",
    "TRANSIENT,PROVIDER_ERROR",
    "GENERATION_FAILED,PROVIDER_ERROR",
    "NOT_FOUND,PROVIDER_ERROR",
    "RESULT_EXPIRED,PROVIDER_ERROR",
    "INVALID_OUTPUT,PROVIDER_ERROR",
    "TIMEOUT,PROVIDER_TIMEOUT"
  })
  void every_failure_of_a_provider_has_a_name_in_the_api(FailureClass failure, ErrorCode code) {
    assertThat(Failures.code(failure)).isEqualTo(code);
  }
}
