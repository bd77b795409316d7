package io.atelier.problem;

import static io.atelier.problem.Problems.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {
  private static final List<String> KNOWN = List.of("tenant", "cursor", "limit");

  @Test
  void a_parameter_is_read_by_its_name() {
    QueryParameters query = query(Map.of("tenant", List.of("acme")));
    assertThat(query.find("tenant")).contains("acme");
    assertThat(query.find("cursor")).isEmpty();
  }

  @Test
  void a_misspelt_parameter_is_refused_with_the_names_there_are() {
    assertRefused(
        ErrorCode.UNKNOWN_FIELD, "tennant", () -> query(Map.of("tennant", List.of("acme"))));
    assertRefused(ErrorCode.UNKNOWN_FIELD, "", () -> query(Map.of("", List.of(""))));
  }

  @Test
  void a_parameter_given_twice_is_refused() {
    assertRefused(
        ErrorCode.INVALID_FIELD, "tenant", () -> query(Map.of("tenant", List.of("a", "a"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "a\0", "a\nb", "\u0085"})
  void a_value_with_control_characters_is_refused(String value) {
    QueryParameters query = query(Map.of("tenant", List.of(value)));
    assertRefused(ErrorCode.INVALID_FIELD, "tenant", () -> query.find("tenant"));
  }

  @Test
  void a_limit_is_a_number_up_to_the_most() {
    assertThat(query(Map.of()).limit(50, 200)).isEqualTo(50);
    assertThat(query(Map.of("limit", List.of("1"))).limit(50, 200)).isEqualTo(1);
    assertThat(query(Map.of("limit", List.of("200"))).limit(50, 200)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "201", "-1", "+1", "01", "1.0", "1e2", "", " 1", "x", "99999999999", "١"})
  void any_other_limit_is_refused(String limit) {
    assertRefused(
        ErrorCode.INVALID_FIELD,
        "limit",
        () -> query(Map.of("limit", List.of(limit))).limit(50, 200));
  }

  @Test
  void a_cursor_is_one_that_this_list_gave() {
    String text = Cursor.after("x").text();
    QueryParameters query = query(Map.of("cursor", List.of(text)));
    assertThat(query.cursor(Optional::of)).contains(Cursor.after("x"));
    assertThat(query(Map.of()).cursor(Optional::of)).isEmpty();
    assertRefused(
        ErrorCode.INVALID_FIELD, "cursor", () -> query.cursor(anothers -> Optional.empty()));
    assertRefused(
        ErrorCode.INVALID_FIELD,
        "cursor",
        () -> query(Map.of("cursor", List.of("?"))).cursor(Optional::of));
  }

  private static QueryParameters query(Map<String, List<String>> values) {
    return QueryParameters.of(values, KNOWN);
  }
}
