package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.media.FormatSamples.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file is, by its bytes alone (issue: "type by magic"). */
class MediaRecognitionTest {
  private static final int LONGEST_PREFIX = 700;

  /** Where the "mfra" box begins, behind the last fragment. */
  private static final int WITHOUT_INDEX_OF_FRAGMENTS = 2058;

  @TempDir Path directory;

  @Test
  void a_file_of_every_format_is_recognised() throws IOException {
    for (Sample sample : FormatSamples.all()) {
      assertThat(format(probe(sample.bytes()))).as(sample.name()).isEqualTo(sample.format());
    }
    assertThat(FormatSamples.all().stream().map(Sample::format).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.complementOf(EnumSet.of(FileFormat.UNSEEN)));
  }

  @Test
  void the_name_of_a_file_decides_nothing() throws IOException {
    for (Sample sample : FormatSamples.all()) {
      Path file = Files.write(directory.resolve("upload.html"), sample.bytes());
      assertThat(format(MediaProbe.probe(file))).as(sample.name()).isEqualTo(sample.format());
    }
  }

  @Test
  void a_beginning_of_a_file_is_never_taken_for_another_format() throws IOException {
    for (Sample sample : FormatSamples.all()) {
      int longest = Math.min(LONGEST_PREFIX, sample.bytes().length);
      for (int length = 0; length < longest; length++) {
        ProbeResult result = probe(Arrays.copyOf(sample.bytes(), length));
        if (!(result instanceof ProbeResult.Broken)) {
          assertThat(format(result)).as("%s cut at %d", sample, length).isEqualTo(sample.format());
        }
      }
    }
  }

  @Test
  void every_file_cut_anywhere_is_known_to_be_cut_short() throws IOException {
    Set<FileFormat> endless = Set.of(FileFormat.GLSL, FileFormat.WGSL, FileFormat.WASM);
    for (Sample sample : FormatSamples.all()) {
      for (int length = 0; !endless.contains(sample.format()) && length < end(sample); length++) {
        boolean onlyIndexLost =
            sample.name().equals("fragmented.mp4") && length == WITHOUT_INDEX_OF_FRAGMENTS;
        assertThat(probe(Arrays.copyOf(sample.bytes(), length)) instanceof ProbeResult.Broken)
            .as("%s cut at %d", sample, length)
            .isEqualTo(!onlyIndexLost);
      }
    }
  }

  @Test
  void near_relatives_are_refused() throws IOException {
    assertThat(reason(FormatSamples.resource("clip.mkv"))).isEqualTo("Matroska that is not WebM");
    assertThat(reason(FormatSamples.resource("clip.mov"))).contains("neither MP4, M4A nor AVIF");
    assertThat(reason(FormatSamples.resource("clip.ogv"))).isEqualTo("Ogg stream that is no sound");
    assertThat(reason(FormatSamples.resource("tone.aac"))).contains("unrecognised", "fff");
    assertThat(reason(Samples.riff("AVI LIST", 40))).isEqualTo("RIFF file that is not WAVE");
  }

  @Test
  void a_version_nobody_reads_is_refused() throws IOException {
    assertThat(reason(patched("glb", 4, 1))).isEqualTo("GLB version 1");
    assertThat(reason(patched("wasm", 4, 0x0001000d))).startsWith("WebAssembly version");
    assertThat(reason(patched("sky.exr", 4, 3))).isEqualTo("OpenEXR version 3");
    assertThat(reason(patched("sky.exr", 4, 0x10002))).isEqualTo("OpenEXR with unknown flags");
    assertThat(reason(patched("gif", 2, 0x61383846))).isEqualTo("GIF of an unknown version");
    assertThat(reason(patched("tone.mp3", 0, 0x07334449))).contains("ID3 tag of an unknown");
  }

  @Test
  void a_length_that_is_not_the_files_is_noticed() throws IOException {
    for (String name : new String[] {"glb", "photo.webp", "gif", "zip"}) {
      byte[] bytes = sample(name).bytes();
      assertThat(probe(Arrays.copyOf(bytes, bytes.length + 2)))
          .as("%s with bytes behind it", name)
          .isInstanceOf(ProbeResult.Broken.class);
    }
    assertThat(reason(patched("tone.mp3", 6, 0x7f))).startsWith("cut short");
    assertThat(reason(patched("clip.mp4", 0, 0x01000000))).isEqualTo("ftyp box of size 1");
  }

  @Test
  void a_sync_word_alone_is_no_mp3() throws IOException {
    byte[] mp3 = FormatSamples.resource("bare.mp3");
    byte[] once = Arrays.copyOf(mp3, 2000);
    Arrays.fill(once, 300, once.length, (byte) 0x55);
    assertThat(reason(once)).isEqualTo("no MP3 frame where one should be");
    assertThat(reason(new byte[] {(byte) 0xff, (byte) 0xfb, 0, 0})).contains("bitrate");
    assertThat(reason(FormatSamples.utf8("ID3\4\0\0\0\0\0\0<html>no music</html>")))
        .isEqualTo("no MP3 frame where one should be");
  }

  @Test
  void a_radiance_picture_needs_a_resolution() throws IOException {
    String head = "#?RGBE\nFORMAT=32-bit_rle_rgbe\n\n";
    assertThat(format(probe(FormatSamples.utf8(head + "-Y 1 +X 1\n1234"))))
        .isEqualTo(FileFormat.HDR);
    assertThat(reason(FormatSamples.utf8(head + "-Y 1 +Y 1\n1234"))).contains("resolution");
    assertThat(reason(FormatSamples.utf8(head + "-Y 0 +X 1\n1234"))).contains("no size");
    assertThat(reason(FormatSamples.utf8(head + "-Y 9999999 +X 9999999\n1234"))).contains("pixels");
    assertThat(reason(FormatSamples.utf8(head + "<html>\n1234"))).contains("resolution");
    assertThat(reason(FormatSamples.utf8("#?RADIANCE\nFORMAT=png\n\n"))).contains("format");
    assertThat(reason(FormatSamples.utf8("#?RADIANCE\n" + "A=1\n".repeat(300))))
        .contains("without end");
  }

  private static int end(Sample sample) {
    int end = sample.bytes().length;
    while (Character.isWhitespace(sample.bytes()[end - 1])) {
      end--;
    }
    return end;
  }

  private static Sample sample(String name) throws IOException {
    return FormatSamples.all().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] patched(String name, int at, int value) throws IOException {
    byte[] bytes = sample(name).bytes();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    return bytes;
  }

  private static FileFormat format(ProbeResult result) {
    return switch (result) {
      case ProbeResult.Intact i -> i.format();
      case ProbeResult.Broken b -> throw new AssertionError(b.reason());
    };
  }

  private String reason(byte[] content) throws IOException {
    return ((ProbeResult.Broken) probe(content)).reason();
  }

  private ProbeResult probe(byte[] content) throws IOException {
    return FormatSamples.probe(directory, content);
  }
}
