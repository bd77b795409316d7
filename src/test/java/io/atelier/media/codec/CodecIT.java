package io.atelier.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.DeployedProduct;
import io.atelier.provider.procedural.video.VideoSynthesizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The codec's process starts from inside the server, which has its program only in the WAR. */
@ExtendWith(ArquillianExtension.class)
class CodecIT extends DeployedProduct {

  @Test
  @DisplayName("FR-007: a video is made and read in the server")
  void a_video_is_made_and_read_in_the_server() throws IOException {
    Path file = Files.createTempFile("codec", null);
    try {
      VideoSynthesizer.write("golden coins", 4, 426, 240, true, null, file);
      BufferedImage poster = VideoDecoder.poster(file, 213);
      assertThat(poster.getWidth()).isEqualTo(213);
      assertThat(poster.getHeight()).isEqualTo(120);
    } finally {
      Files.delete(file);
    }
  }
}
