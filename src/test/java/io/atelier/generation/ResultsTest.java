package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.artifact.ArtifactType;
import io.atelier.artifact.ContentHash;
import io.atelier.artifact.InspectedFile;
import io.atelier.media.FileFormat;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.SoundEffect;
import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.Interaction;
import io.atelier.provider.MadeFile;
import io.atelier.storage.InMemoryStorage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  private static final Texture TEXTURE = Texture.of("gold", 1024, true);
  private static final SoundEffect SOUND =
      new SoundEffect(null, Interaction.WIN, new BigDecimal("1.5"));

  @TempDir Path directory;

  @Test
  void textures_are_kept_as_textures_and_sounds_as_audio() {
    assertThat(Results.type(TEXTURE)).isEqualTo(ArtifactType.TEXTURE);
    assertThat(Results.type(SOUND)).isEqualTo(ArtifactType.AUDIO);
  }

  @Test
  void what_was_asked_is_shown_with_the_texture() {
    assertThat(Results.metadata(TEXTURE)).containsExactly(Map.entry("seamless", true));
    assertThat(Results.metadata(SOUND)).isEmpty();
  }

  @Test
  void a_picture_is_no_sound_and_a_sound_no_picture() throws IOException {
    assertThat(objection(TEXTURE, sound(1.5))).isPresent();
    assertThat(objection(SOUND, picture(1024, 1024))).isPresent();
  }

  @Test
  void the_format_is_one_of_those_its_type_may_have() throws IOException {
    Map<String, Object> size = Map.of("width", 1024, "height", 1024);
    assertThat(objection(TEXTURE, file(FileFormat.WEBP, size))).isEmpty();
    assertThat(objection(TEXTURE, file(FileFormat.MP4, size)))
        .contains("a video/mp4 is no texture");
    assertThat(objection(TEXTURE, file(FileFormat.GIF, size))).isPresent();
    Map<String, Object> length = Map.of("duration_seconds", 1.5);
    assertThat(objection(SOUND, file(FileFormat.OGG, length))).isEmpty();
    assertThat(objection(SOUND, file(FileFormat.MP4, length))).contains("a video/mp4 is no audio");
  }

  private static Optional<String> objection(GenerationRequest request, InspectedFile file) {
    return Results.objection(Results.type(request, MadeFile.Part.MAIN), file);
  }

  private InspectedFile picture(int width, int height) throws IOException {
    return file(FileFormat.PNG, Map.of("width", width, "height", height));
  }

  private InspectedFile sound(double seconds) throws IOException {
    return file(FileFormat.WAV, Map.of("duration_seconds", seconds));
  }

  private InspectedFile file(FileFormat format, Map<String, Object> facts) throws IOException {
    return new InspectedFile(
        new InMemoryStorage(directory).stage(), format, new ContentHash("0".repeat(64)), 1, facts);
  }
}
