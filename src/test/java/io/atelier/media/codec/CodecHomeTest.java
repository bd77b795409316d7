package io.atelier.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.media.codec.child.Main;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("takes away what the programs of this process read and write")
class CodecHomeTest {

  @Test
  void it_has_every_class_of_the_program() throws IOException, URISyntaxException {
    Path compiled = Path.of(Main.class.getResource("Main.class").toURI()).getParent();
    try (Stream<Path> classes = Files.list(compiled)) {
      assertThat(classes.map(file -> file.getFileName().toString()))
          .filteredOn(name -> !name.equals("package-info.class"))
          .containsExactlyInAnyOrderElementsOf(
              CodecHome.PROGRAM.stream().map(name -> name + ".class").toList());
    }
  }

  @Test
  void nobody_else_can_put_anything_there() throws IOException {
    assertThat(Files.getPosixFilePermissions(CodecHome.get().directory()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  // in a container every process has the same number, and the temporary directory may stay
  @Test
  void that_of_a_killed_process_of_the_same_number_is_removed() throws Exception {
    Path left = Files.createTempDirectory("atelier-codec-" + ProcessHandle.current().pid() + ".1-");
    Files.createFile(left.resolve("lock"));
    Files.createFile(left.resolve("ffmpeg.jar"));
    clear(CodecHome.get().directory());
    CodecHome.get();
    assertThat(left).doesNotExist();
  }

  @Test
  void it_is_made_again_when_somebody_cleaned_it_away() throws IOException {
    Path before = CodecHome.get().directory();
    clear(before);
    Path after = CodecHome.get().directory();
    assertThat(after).isNotEqualTo(before).isDirectoryContaining("glob:**/ffmpeg.jar");
  }

  private static void clear(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
