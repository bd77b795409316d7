package io.atelier.skill;

import static io.atelier.problem.Problems.assertRefused;
import static io.atelier.problem.Problems.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.problem.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputTest {
  private static final Field<String> NAME = Field.required("name", "A name", new Rule.Text(1, 64));
  private static final Field<Integer> SIZE =
      Field.optional("size", "A size", new Rule.WholeNumber(1, 9), 3);
  private static final Field<Boolean> FLAG = Field.optional("flag", "A flag", new Rule.Flag());
  private static final List<Field<?>> FIELDS = List.of(NAME, SIZE, FLAG);

  @Test
  void every_field_is_read_by_its_rule() {
    Input input = read("{'flag':true,'size':7,'name':'x'}");
    assertThat(input.get(NAME)).isEqualTo("x");
    assertThat(input.get(SIZE)).isEqualTo(7);
    assertThat(input.find(FLAG)).isTrue();
  }

  @Test
  void an_absent_field_has_its_fallback_or_nothing() {
    for (String text : List.of("{'name':'x'}", "{'name':'x','size':null,'flag':null}")) {
      Input input = read(text);
      assertThat(input.get(SIZE)).isEqualTo(3);
      assertThat(input.find(FLAG)).isNull();
      assertThatIllegalArgumentException().isThrownBy(() -> input.get(FLAG));
    }
  }

  @Test
  void a_required_field_is_missed_by_its_path() {
    assertRefused(ErrorCode.MISSING_FIELD, "input.name", () -> read("{}"));
    assertRefused(ErrorCode.MISSING_FIELD, "input.name", () -> read("{'name':null}"));
  }

  @Test
  void an_unknown_field_is_named_by_its_path() {
    assertRefused(ErrorCode.UNKNOWN_FIELD, "input.Size", () -> read("{'name':'x','Size':7}"));
    assertRefused(ErrorCode.UNKNOWN_FIELD, "input.", () -> read("{'name':'x','':7}"));
    assertRefused(ErrorCode.UNKNOWN_FIELD, "input.size ", () -> read("{'name':'x','size ':null}"));
  }

  @Test
  void an_unknown_field_of_any_length_is_named_shortly() {
    assertRefused(
        ErrorCode.UNKNOWN_FIELD,
        "input." + "k".repeat(64) + "…",
        () -> read("{'" + "k".repeat(60_000) + "':1}"));
  }

  @Test
  void a_value_that_is_not_allowed_is_named_by_its_path() {
    assertRefused(ErrorCode.INVALID_FIELD, "input.size", () -> read("{'name':'x','size':10}"));
  }

  private static Input read(String text) {
    return Input.read(object(text), "input.", FIELDS);
  }
}
