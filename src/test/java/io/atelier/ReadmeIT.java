package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the README's lines as they stand, so that they cannot rot. */
class ReadmeIT {
  private static final String ADDRESS = "http://localhost:9080";

  @TempDir Path directory;

  @Test
  void its_texture_lines_fetch_a_png() throws Exception {
    run("texture");

    assertThat(Files.readAllBytes(directory.resolve("texture.png")))
        .startsWith(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
  }

  @Test
  void its_sound_lines_fetch_a_wav() throws Exception {
    run("sound");

    assertThat(Files.readAllBytes(directory.resolve("win.wav"))).startsWith('R', 'I', 'F', 'F');
  }

  @Test
  void its_upload_lines_fetch_a_part_of_what_was_brought() throws Exception {
    run("sound");
    run("upload");

    byte[] brought = Files.readAllBytes(directory.resolve("win.wav"));
    byte[] part = Files.readAllBytes(directory.resolve("first-second.wav"));
    assertThat(part).hasSize(88_244).isEqualTo(Arrays.copyOf(brought, part.length));
  }

  @Test
  void its_webhook_lines_make_one_show_what_it_was_told_and_forget_it() throws Exception {
    run("webhook");

    assertThat(directory.resolve("webhook.json")).content().contains("\"secret\":\"whsec_");
    assertThat(directory.resolve("deliveries.json")).hasContent("{\"items\":[],\"next\":null}");
  }

  private void run(String name) throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder("bash", "-eu", "-c", lines(name))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends in time").isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }

  private static String lines(String name) throws IOException {
    String readme = Files.readString(Path.of(System.getProperty("atelier.basedir"), "README.md"));
    Matcher block =
        Pattern.compile("<!-- tested: " + name + " -->\\s+```sh\\n(.*?)```", Pattern.DOTALL)
            .matcher(readme);
    assertThat(block.find()).as("a block named %s", name).isTrue();
    return block.group(1).replace(ADDRESS, System.getProperty("atelier.url"));
  }
}
