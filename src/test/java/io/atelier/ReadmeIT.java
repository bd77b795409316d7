package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the README's lines as they stand, so that they cannot rot. */
class ReadmeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  private DocumentedCommands readme;

  @BeforeEach
  void read() throws IOException {
    readme =
        new DocumentedCommands(
            "README.md",
            directory,
            Map.of("http://localhost:9080", System.getProperty("atelier.url")),
            Map.of());
  }

  @Test
  void each_of_its_commands_is_run_here() {
    assertThat(readme.names())
        .containsExactly("texture", "sound", "upload", "all-events", "job-events", "webhook");
  }

  @Test
  void its_texture_lines_fetch_a_png() throws Exception {
    readme.run("texture");

    assertThat(Files.readAllBytes(directory.resolve("texture.png")))
        .startsWith(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
  }

  @Test
  void its_sound_lines_fetch_a_wav() throws Exception {
    readme.run("sound");

    assertThat(Files.readAllBytes(directory.resolve("win.wav"))).startsWith('R', 'I', 'F', 'F');
  }

  @Test
  void its_upload_lines_fetch_a_part_of_what_was_brought() throws Exception {
    readme.run("sound");
    readme.run("upload");

    byte[] brought = Files.readAllBytes(directory.resolve("win.wav"));
    byte[] part = Files.readAllBytes(directory.resolve("first-second.wav"));
    assertThat(part).hasSize(176_444).isEqualTo(Arrays.copyOf(brought, part.length));
  }

  @Test
  void its_lines_of_events_listen_to_the_tenant_and_to_one_job() throws Exception {
    Process listening = readme.start("all-events");
    try {
      // Until one is heard: it listens only from a moment on that nobody tells.
      long end = System.nanoTime() + PATIENCE.toNanos();
      do {
        assertThat(System.nanoTime()).as(readme.written("all-events")).isLessThan(end);
        assertThat(listening.isAlive()).as(readme.written("all-events")).isTrue();
        readme.run("sound");
      } while (!readme.written("all-events").contains("job.completed"));
    } finally {
      listening.descendants().forEach(ProcessHandle::destroy);
      listening.destroy();
      assertThat(listening.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(readme.run("job-events")).contains("job.accepted", "job.started", "job.completed");
  }

  @Test
  void its_webhook_lines_make_one_show_what_it_was_told_and_forget_it() throws Exception {
    readme.run("webhook");

    assertThat(directory.resolve("webhook.json")).content().contains("\"secret\":\"whsec_");
    assertThat(directory.resolve("deliveries.json")).hasContent("{\"items\":[],\"next\":null}");
  }
}
