package io.atelier;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.artifact.ArtifactType;
import io.atelier.fitting.Flag;
import io.atelier.generation.JobStatus;
import io.atelier.provider.Interaction;
import io.atelier.provider.MediaKind;
import io.atelier.provider.MusicStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The names that the README lists are those that there are. */
class ReadmeNamesTest {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern FORMATS = Pattern.compile("`(\\w+)` \\(([^)]+)\\)");

  private static List<String> lines;

  @BeforeAll
  static void read() throws IOException {
    lines = Files.readAllLines(Path.of("README.md"));
  }

  @Test
  void of_interactions_styles_kinds_and_statuses() {
    assertThat(names("`interaction`"))
        .isEqualTo(Arrays.stream(Interaction.values()).map(Interaction::jsonName).collect(toSet()));
    assertThat(names("`style` of music"))
        .isEqualTo(Arrays.stream(MusicStyle.values()).map(MusicStyle::jsonName).collect(toSet()));
    assertThat(names("`kind`"))
        .isEqualTo(Arrays.stream(MediaKind.values()).map(MediaKind::jsonName).collect(toSet()));
    assertThat(names("`status`"))
        .isEqualTo(Arrays.stream(JobStatus.values()).map(Enum::name).collect(toSet()));
  }

  @Test
  void of_flags() {
    assertThat(names("`flags`"))
        .isEqualTo(Arrays.stream(Flag.values()).map(Flag::jsonName).collect(toSet()));
  }

  @Test
  void of_types_and_their_formats() {
    List<MatchResult> types =
        FORMATS.matcher(named("`type`").findFirst().orElseThrow()).results().toList();
    assertThat(types)
        .extracting(type -> type.group(1))
        .containsExactlyElementsOf(
            Arrays.stream(ArtifactType.values()).map(ArtifactType::jsonName).toList());
    for (MatchResult type : types) {
      assertThat(Set.of(type.group(2).split(", ")))
          .as(type.group(1))
          .isEqualTo(
              ArtifactType.ofJsonName(type.group(1)).orElseThrow().formats().stream()
                  .map(Enum::name)
                  .collect(toSet()));
    }
  }

  /** All names in the rows whose first column begins so. */
  private static Set<String> names(String row) {
    return named(row)
        .flatMap(names -> CODE.matcher(names).results())
        .flatMap(code -> Arrays.stream(code.group(1).split(" ")))
        .collect(toSet());
  }

  private static Stream<String> named(String row) {
    return lines.stream()
        .filter(line -> line.startsWith("| " + row))
        .map(line -> line.split(" \\| ")[1]);
  }
}
