package io.atelier.provider.procedural;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Issue 6: "deterministic (same request, same bytes)": of each medium, whatever the language, the
 * place and the encoding of the machine, how its JVM compiles, collects and which instructions its
 * processor has.
 */
class DeterminismTest {
  private static final int MADE = 14;

  private static final List<String> ANYWHERE =
      List.of("-Duser.language=en", "-Duser.country=US", "-Duser.timezone=UTC");

  private static final List<String> ELSEWHERE =
      List.of(
          "-Duser.language=tr",
          "-Duser.country=TR",
          "-Duser.timezone=Asia/Kathmandu",
          "-Dfile.encoding=ISO-8859-9",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:ActiveProcessorCount=1",
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:UseAVX=0");

  @TempDir Path directory;

  @Test
  @Timeout(600)
  void two_machines_that_differ_make_the_same_bytes() throws Exception {
    Process anywhere = started("anywhere", ANYWHERE);
    Process elsewhere = started("elsewhere", ELSEWHERE);
    try {
      assertThat(anywhere.waitFor()).as(said("anywhere")).isZero();
      assertThat(elsewhere.waitFor()).as(said("elsewhere")).isZero();
    } finally {
      anywhere.destroyForcibly();
      elsewhere.destroyForcibly();
    }
    List<String> prints = said("anywhere").lines().toList();
    assertThat(prints).hasSize(MADE).doesNotHaveDuplicates();
    assertThat(said("elsewhere").lines()).containsExactlyElementsOf(prints);
  }

  private Process started(String name, List<String> options) throws IOException {
    Path room = Files.createDirectory(directory.resolve(name));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            Fingerprints.class.getName(),
            room.toString()));
    return new ProcessBuilder(command)
        .redirectOutput(room.resolve("said").toFile())
        .redirectError(room.resolve("errors").toFile())
        .start();
  }

  private String said(String name) throws IOException {
    Path room = directory.resolve(name);
    return Files.readString(room.resolve("said"), StandardCharsets.UTF_8)
        + Files.readString(room.resolve("errors"), StandardCharsets.UTF_8);
  }
}
