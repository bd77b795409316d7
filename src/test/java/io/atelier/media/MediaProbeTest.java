package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaProbeTest {
  @TempDir Path directory;

  @Test
  void a_png_tells_its_size() throws IOException {
    assertThat(probe(Samples.png(33, 7))).isEqualTo(new ProbeResult.Image(FileFormat.PNG, 33, 7));
  }

  @Test
  void a_wav_tells_its_length_rate_and_channels() throws IOException {
    assertThat(probe(Samples.wav(12_000)))
        .isEqualTo(new ProbeResult.Audio(FileFormat.WAV, 1.5, 8000, 2));
  }

  @Test
  void a_wav_of_unknown_size_runs_to_the_end_of_the_file() throws IOException {
    byte[] wav = Samples.wav(4000);
    ByteBuffer patch = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(4, -1);
    assertThat(probe(wav)).isEqualTo(new ProbeResult.Audio(FileFormat.WAV, 0.5, 8000, 2));
    patch.putInt(52, -1);
    assertThat(probe(wav)).isEqualTo(new ProbeResult.Audio(FileFormat.WAV, 0.5, 8000, 2));
  }

  @Test
  void a_file_cut_anywhere_is_broken() throws IOException {
    for (byte[] whole : new byte[][] {Samples.png(9, 9), Samples.wav(50)}) {
      for (int length = 0; length < whole.length; length++) {
        assertThat(probe(Arrays.copyOf(whole, length)))
            .as("cut at %d", length)
            .isInstanceOf(ProbeResult.Broken.class);
      }
    }
  }

  @Test
  void bytes_after_the_end_are_noticed() throws IOException {
    byte[] png = Samples.png(9, 9);
    assertThat(reason(Arrays.copyOf(png, png.length + 3))).isEqualTo("3 bytes after IEND");
    byte[] wav = Samples.wav(50);
    assertThat(reason(Arrays.copyOf(wav, wav.length + 3)))
        .isEqualTo("3 bytes after the RIFF chunk");
  }

  @Test
  void any_changed_bit_of_a_png_is_noticed() throws IOException {
    byte[] png = Samples.png(5, 5);
    for (int i = 0; i < png.length * 8; i++) {
      png[i / 8] ^= (byte) (1 << i % 8);
      assertThat(probe(png)).as("bit %d", i).isInstanceOf(ProbeResult.Broken.class);
      png[i / 8] ^= (byte) (1 << i % 8);
    }
  }

  @Test
  void a_picture_of_too_many_pixels_is_refused_by_its_header() throws IOException {
    assertThat(reason(pngWithHeader(Samples.ihdr(16_385, 16_384, 8, 2))))
        .contains("over the limit");
    assertThat(reason(pngWithHeader(Samples.ihdr(Integer.MAX_VALUE, Integer.MAX_VALUE, 8, 2))))
        .contains("over the limit");
    assertThat(reason(pngWithHeader(Samples.ihdr(-1, 10, 8, 2)))).contains("no size");
    assertThat(probe(pngWithHeader(Samples.ihdr(16_384, 16_384, 8, 2))))
        .isInstanceOf(ProbeResult.Image.class);
  }

  @Test
  void a_png_out_of_order_is_broken() throws IOException {
    byte[] header = Samples.ihdr(1, 1, 8, 2);
    byte[] none = new byte[0];
    assertThat(reason(Samples.pngOf("IHDR", header, "IEND", none))).contains("without IDAT");
    assertThat(reason(Samples.pngOf("IDAT", none, "IHDR", header))).contains("does not begin");
    assertThat(
            reason(
                Samples.pngOf(
                    "IHDR", header, "IDAT", none, "tEXt", none, "IDAT", none, "IEND", none)))
        .contains("scattered");
    assertThat(reason(Samples.pngOf("IHDR", header, "EVIL", none, "IDAT", none, "IEND", none)))
        .contains("critical");
    assertThat(reason(pngWithHeader(Samples.ihdr(1, 1, 4, 2)))).contains("depth 4");
    assertThat(reason(pngWithHeader(Samples.ihdr(1, 1, 8, 3)))).contains("without PLTE");
  }

  @Test
  void a_wav_that_lies_about_itself_is_broken() throws IOException {
    assertThat(reason(wavWith(20, (short) 0x55))).contains("codec 0x0055");
    assertThat(reason(wavWith(22, (short) 0))).contains("0 channels");
    assertThat(reason(wavWith(32, (short) 3))).contains("frame of 3 bytes");
    assertThat(reason(Samples.wav(0))).contains("without sound");
  }

  @Test
  void an_error_page_is_not_media_whatever_its_name() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("clip.png"), "<!doctype html><script>alert(1)</script>");
    assertThat(MediaProbe.probe(file)).isEqualTo(new ProbeResult.Broken("markup is no media"));
    assertThat(MediaProbe.probe(Files.writeString(directory.resolve("a.png"), "{\"error\":1}")))
        .isEqualTo(new ProbeResult.Recognised(FileFormat.JSON));
    assertThat(reason(new byte[] {1, 2, 3, 4, 5}))
        .isEqualTo("unrecognised content, it begins with 0x01020304");
    assertThat(reason(new byte[0])).isEqualTo("empty file");
  }

  @Test
  void a_missing_file_is_the_disks_failure() {
    assertThatThrownBy(() -> MediaProbe.probe(directory.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private static byte[] pngWithHeader(byte[] header) {
    return Samples.pngOf("IHDR", header, "IDAT", new byte[5], "IEND", new byte[0]);
  }

  private static byte[] wavWith(int at, short value) {
    byte[] wav = Samples.wav(50);
    ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putShort(at, value);
    return wav;
  }

  private String reason(byte[] content) throws IOException {
    return ((ProbeResult.Broken) probe(content)).reason();
  }

  private ProbeResult probe(byte[] content) throws IOException {
    return FormatSamples.probe(directory, content);
  }
}
