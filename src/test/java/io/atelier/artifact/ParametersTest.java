package io.atelier.artifact;

import static io.atelier.problem.Problems.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.problem.ErrorCode;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

  @Test
  void an_id_has_one_spelling() {
    UUID id = UUID.fromString("01a20499-c3b2-75de-a741-2231c375d33b");
    assertThat(Parameters.id(id.toString())).contains(id);
    for (String none :
        new String[] {
          "",
          "x",
          "1-1-1-1-1",
          id.toString().toUpperCase(Locale.ROOT),
          "{" + id + "}",
          id + " ",
          id + "\u0000"
        }) {
      assertThat(Parameters.id(none)).as(none).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "a b", "ü", "a\u0000", "a\n"})
  void what_is_no_run_is_refused(String run) {
    assertRefused(ErrorCode.INVALID_FIELD, "run", () -> Parameters.run(run));
  }

  @Test
  void a_type_has_one_of_eight_names() {
    for (ArtifactType type : ArtifactType.values()) {
      assertThat(Parameters.type(type.jsonName())).isEqualTo(type);
    }
    assertRefused(ErrorCode.MISSING_FIELD, "type", () -> Parameters.type(null));
    for (String none : new String[] {"", "IMAGE", "model-3d", "script", "image "}) {
      assertRefused(ErrorCode.INVALID_FIELD, "type", () -> Parameters.type(none));
    }
  }

  @Test
  void a_filename_is_anything_that_can_be_shown() {
    for (String name : new String[] {"../../etc/passwd", "<b>.png", "ü 😀.wav", "a".repeat(255)}) {
      assertThat(Parameters.filename(name)).isEqualTo(name);
    }
    assertThat(Parameters.filename(null)).isNull();
    assertThat(Parameters.filename("")).isNull();
    for (String none : new String[] {"a\u0000", "a\nb", "\u001b[0m", "\u0085", "a".repeat(256)}) {
      assertRefused(ErrorCode.INVALID_FIELD, "filename", () -> Parameters.filename(none));
    }
  }
}
