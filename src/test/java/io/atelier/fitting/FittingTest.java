package io.atelier.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.artifact.ArtifactType;
import io.atelier.artifact.BrokenMediaException;
import io.atelier.artifact.InspectedFile;
import io.atelier.media.FileFormat;
import io.atelier.media.FormatSamples;
import io.atelier.media.Samples;
import io.atelier.media.codec.AudioDecoder;
import io.atelier.media.codec.AudioEncoder;
import io.atelier.media.codec.VideoDecoder;
import io.atelier.media.codec.VideoEncoder;
import io.atelier.media.measure.Measured;
import io.atelier.provider.AspectRatio;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.Image;
import io.atelier.provider.GenerationRequest.Model;
import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.GenerationRequest.Video;
import io.atelier.provider.Resolution;
import io.atelier.provider.procedural.sound.SoundSynthesizer;
import io.atelier.provider.procedural.texture.TextureSynthesizer;
import io.atelier.provider.procedural.video.VideoSynthesizer;
import io.atelier.simulated.SimulatedMedia;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back is made what was asked for, or kept and flagged. */
class FittingTest {
  private static final int INDEX = 0x6d6f6f76; // moov
  private static final int FREE = 0x66726565;

  @TempDir Path directory;
  private DirectoryBench bench;

  @BeforeEach
  void work() {
    bench = new DirectoryBench(directory);
  }

  // FR-014
  @Test
  void a_picture_of_other_pixels_is_resampled_to_those_asked_for() throws IOException {
    Fitted fitted = new ImageFit(bench).fit(ramp(1024, 768, "jpeg"), 800, 600);
    assertSize(fitted, 800, 600);
    assertThat(fitted.flags()).containsExactly(Flag.RESAMPLED);
  }

  // FR-014
  @Test
  void a_picture_of_another_shape_is_cropped_to_that_asked_for() throws IOException {
    Fitted fitted = new ImageFit(bench).fit(ramp(1024, 1024, "png"), 1920, 1080);
    assertSize(fitted, 1920, 1080);
    assertThat(fitted.flags()).containsExactly(Flag.RESAMPLED, Flag.CROPPED);
  }

  @Test
  void what_fits_is_not_touched() throws IOException {
    InspectedFile file = ramp(800, 600, "jpeg");
    assertThat(new ImageFit(bench).fit(file, 800, 600)).isEqualTo(Fitted.asItIs(file));
  }

  // US4.3
  @Test
  void a_texture_with_a_seam_is_made_to_tile_where_that_was_asked() throws IOException {
    InspectedFile file = ramp(600, 600, "png");
    Fitted seamless = new TextureFit(bench).fit(file, Texture.of("sand", 512, true));
    assertSize(seamless, 512, 512);
    assertThat(seamless.flags()).containsExactly(Flag.RESAMPLED, Flag.MADE_SEAMLESS);
    assertThat((double) seamless.facts().get("seam_score")).isLessThanOrEqualTo(1);
    Fitted asItCame = new TextureFit(bench).fit(file, Texture.of("sand", 512, false));
    assertThat(asItCame.flags()).containsExactly(Flag.RESAMPLED);
    assertThat((double) asItCame.facts().get("seam_score")).isGreaterThan(1);
  }

  // US4.3
  @Test
  void a_texture_that_tiles_is_kept_bit_for_bit() throws IOException {
    InspectedFile file =
        bench.made(path -> TextureSynthesizer.write("mossy stone", 512, true, path));
    Fitted fitted = new TextureFit(bench).fit(file, Texture.of("mossy stone", 512, true));
    assertThat(fitted.file()).isEqualTo(file);
    assertThat(fitted.flags()).isEmpty();
    assertThat(fitted.facts()).containsKey("seam_score");
  }

  // ADR 17: what should be changed and cannot be is kept as it came
  @Test
  void a_picture_that_cannot_be_decoded_is_kept_and_says_so() throws IOException {
    Image asked = new Image("x", null, 800, 600, null);
    InspectedFile bomb = bomb();
    assertThat(Fitting.fit(asked, bomb, bench)).isEqualTo(Fitted.asItIs(bomb, Flag.NOT_FITTED));
  }

  @Test
  void an_avif_is_a_picture_like_others() throws IOException {
    InspectedFile avif = bench.resource("/media/photo.avif");
    Fitted fitted = Fitting.fit(new Image("x", null, 800, 600, null), avif, bench);
    assertThat(fitted.flags()).contains(Flag.RESAMPLED);
    assertThat(fitted.file().facts()).containsEntry("width", 800).containsEntry("height", 600);
    assertThat(Likenesses.of(ArtifactType.IMAGE, avif, bench)).hasSize(1);
  }

  // Issue 5: what nobody can show is no result, whether or not it has the right size
  @Test
  void a_picture_whose_pixels_are_damaged_is_refused() throws IOException {
    InspectedFile hollow =
        bench.written(
            out ->
                out.write(
                    Samples.pngOf(
                        "IHDR",
                        Samples.ihdr(512, 512, 8, 2),
                        "IDAT",
                        new byte[20],
                        "IEND",
                        new byte[0])));
    InspectedFile half = bench.written(out -> out.write(halved(ramp(512, 512, "jpeg"))));
    for (InspectedFile file : List.of(hollow, half)) {
      for (GenerationRequest asked :
          List.of(
              new Image("x", null, 512, 512, null),
              new Image("x", null, 600, 512, null),
              Texture.of("sand", 512, false),
              Texture.of("sand", 512, true))) {
        assertThatThrownBy(() -> Fitting.fit(asked, file, bench))
            .isInstanceOf(BrokenMediaException.class)
            .hasMessageContaining("its pixels cannot be decoded");
      }
    }
  }

  /** Its first half, and the marker of its end. */
  private static byte[] halved(InspectedFile jpeg) throws IOException {
    byte[] whole = Files.readAllBytes(jpeg.path());
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    half[half.length - 2] = (byte) 0xff;
    half[half.length - 1] = (byte) 0xd9;
    return half;
  }

  @Test
  void a_picture_of_the_right_size_that_is_too_large_to_decode_says_that_nobody_saw_it()
      throws IOException {
    InspectedFile bomb = bomb();
    assertThat(new ImageFit(bench).fit(bomb, 9_000, 9_000))
        .isEqualTo(Fitted.asItIs(bomb, Flag.PIXELS_UNSEEN));
  }

  // 81 million pixels in 10 kB
  private InspectedFile bomb() throws IOException {
    return bench.written(
        out ->
            ImageIO.write(
                new BufferedImage(9_000, 9_000, BufferedImage.TYPE_BYTE_BINARY), "png", out));
  }

  // US4.3
  @Test
  void a_texture_that_is_decoded_nowhere_here_says_that_nobody_looked_at_its_edges()
      throws IOException {
    InspectedFile ktx2 = bench.written(out -> out.write(FormatSamples.ktx2(512)));
    Fitted unseen =
        Fitted.asItIs(ktx2).measured(new Measured.Unmeasured("KTX2 is not decoded here"));
    assertThat(Fitting.fit(Texture.of("sand", 512, true), ktx2, bench))
        .isEqualTo(unseen.flagged(Flag.PIXELS_UNSEEN));
    assertThat(Fitting.fit(Texture.of("sand", 512, false), ktx2, bench)).isEqualTo(unseen);
  }

  // FR-009
  @Test
  void a_sound_that_is_too_long_is_cut_and_one_that_is_too_short_says_so() throws IOException {
    InspectedFile wav = bench.made(path -> SoundSynthesizer.write("coins", "win", 3, path));
    Fitted cut = new SoundFit(bench).fit(wav, new BigDecimal("1.5"));
    assertLasts(cut, 1.5, 0.001);
    assertThat(cut.file().format()).isEqualTo(FileFormat.WAV);
    assertThat(cut.flags()).containsExactly(Flag.TRIMMED);
    assertThat(new SoundFit(bench).fit(wav, new BigDecimal("4")))
        .isEqualTo(Fitted.asItIs(wav, Flag.DURATION_DIFFERS));
    assertThat(new SoundFit(bench).fit(wav, new BigDecimal("2.9"))).isEqualTo(Fitted.asItIs(wav));
  }

  // FR-010
  @Test
  void music_in_mp3_is_cut_to_its_length() throws IOException {
    float[] tone = new float[4 * AudioEncoder.SAMPLE_RATE];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) (0.5 * Math.sin(i * 0.06));
    }
    InspectedFile mp3 =
        bench.made(path -> AudioEncoder.encode(tone, tone, AudioEncoder.Format.MP3, path));
    Fitted cut = new SoundFit(bench).fit(mp3, new BigDecimal("2.5"));
    assertLasts(cut, 2.5, 0.05);
    assertThat(cut.file().format()).isEqualTo(FileFormat.M4A);
    assertThat(cut.flags()).containsExactly(Flag.TRIMMED);
    // issue 5: "trimmed with a fade", of a fifth of its length here
    float[] left = AudioDecoder.decode(cut.file().path(), 10).left();
    assertThat(loudest(left, 1.0, 1.9)).isBetween(0.4, 0.6);
    assertThat(loudest(left, 2.2, 2.3)).isBetween(0.25, 0.45);
    assertThat(loudest(left, 2.48, 2.5)).isLessThan(0.1);
  }

  // issue 5: "codecs browsers lack re-encoded"
  @Test
  void a_sound_that_browsers_do_not_play_is_encoded_anew() throws IOException {
    InspectedFile alac = bench.resource("/media/alac.m4a");
    Fitted whole = new SoundFit(bench).fit(alac, new BigDecimal("2"));
    assertThat(whole.flags()).containsExactly(Flag.REENCODED);
    assertThat(whole.file().facts()).containsEntry("codec", "aac");
    assertLasts(whole, 2, 0.05);
    Fitted cut = new SoundFit(bench).fit(alac, new BigDecimal("1"));
    assertThat(cut.flags()).containsExactly(Flag.REENCODED, Flag.TRIMMED);
    assertLasts(cut, 1, 0.05);
    assertThat(new SoundFit(bench).fit(alac, new BigDecimal("5")).flags())
        .containsExactly(Flag.REENCODED, Flag.DURATION_DIFFERS);
  }

  private static double loudest(float[] channel, double from, double to) {
    double loudest = 0;
    int end = Math.min(channel.length, (int) (to * AudioEncoder.SAMPLE_RATE));
    for (int i = (int) (from * AudioEncoder.SAMPLE_RATE); i < end; i++) {
      loudest = Math.max(loudest, Math.abs(channel[i]));
    }
    return loudest;
  }

  // FR-007, FR-008
  @Test
  void a_film_that_is_what_was_asked_for_is_kept_and_its_loop_is_measured() throws IOException {
    InspectedFile film =
        bench.made(path -> VideoSynthesizer.write("confetti", 4, 854, 480, true, null, path));
    Fitted fitted = new VideoFit(bench).fit(film, video("4", Resolution.P480, true));
    assertThat(fitted.file()).isEqualTo(film);
    assertThat(fitted.flags()).isEmpty();
    assertThat((double) fitted.facts().get("loop_step"))
        .isLessThanOrEqualTo((double) fitted.facts().get("largest_step"));
  }

  // FR-007, FR-008
  @Test
  void a_film_that_is_too_long_too_small_and_does_not_loop_is_cut_and_says_so() throws IOException {
    InspectedFile film = bench.made(path -> slide(path, 320, 180, 6));
    Fitted fitted = new VideoFit(bench).fit(film, video("4", Resolution.P720, true));
    assertLasts(fitted, 4, 0.15);
    assertThat(fitted.flags())
        .containsExactly(Flag.TRIMMED, Flag.RESOLUTION_DIFFERS, Flag.LOOP_SEAM_VISIBLE);
    InspectedFile square = bench.made(path -> slide(path, 240, 240, 4));
    assertThat(new VideoFit(bench).fit(square, video("4", Resolution.P720, false)).flags())
        .containsExactly(Flag.ASPECT_RATIO_DIFFERS);
  }

  // FR-008: models make whole seconds only, and end a loop with the frame that it begins with
  @Test
  void a_loop_of_more_seconds_is_shown_faster_and_still_loops() throws IOException {
    InspectedFile film = bench.made(path -> swell(path, 50));
    Fitted fitted = new VideoFit(bench).fit(film, video("4.5", Resolution.P480, true));
    assertThat(fitted.flags()).containsExactly(Flag.RETIMED);
    assertLasts(fitted, 4.5, 0.02);
    assertThat(fitted.file().facts()).containsEntry("faststart", true);
    assertThat((double) fitted.facts().get("loop_step"))
        .isLessThanOrEqualTo((double) fitted.facts().get("largest_step"));
    assertThat(pictures(fitted.file().path())).isEqualTo(50);
    Fitted once = new VideoFit(bench).fit(film, video("4.5", Resolution.P480, false));
    assertThat(once.flags()).containsExactly(Flag.TRIMMED);
    assertLasts(once, 4.5, 0.15);
  }

  // FR-008: a loop is not cut, however long
  @Test
  void a_loop_that_is_much_too_long_is_kept_and_says_so() throws IOException {
    InspectedFile film = bench.made(path -> swell(path, 80));
    Fitted fitted = new VideoFit(bench).fit(film, video("4", Resolution.P480, true));
    assertThat(fitted.file()).isEqualTo(film);
    assertThat(fitted.flags()).containsExactly(Flag.DURATION_DIFFERS);
  }

  // FR-008: 121 pictures of 1/24 s, the last one as the first, and the index behind them
  @Test
  void a_loop_of_one_picture_more_keeps_it_when_its_index_is_brought_forward() throws IOException {
    InspectedFile early = bench.made(path -> swell(path, 51));
    InspectedFile late = bench.written(out -> out.write(indexLast(early.path())));
    assertThat(late.facts()).containsEntry("faststart", false);
    Fitted fitted = new VideoFit(bench).fit(late, video("5", Resolution.P480, true));
    assertThat(fitted.flags()).isEmpty();
    assertThat(fitted.file().facts()).containsEntry("faststart", true);
    assertThat(pictures(fitted.file().path())).isEqualTo(51);
  }

  private static Video video(String seconds, Resolution resolution, boolean loop) {
    return new Video("x", null, new BigDecimal(seconds), resolution, AspectRatio.WIDE, loop, null);
  }

  /** A film that gets brighter and brighter. */
  private static void slide(Path path, int width, int height, int seconds) throws IOException {
    int rate = 10;
    byte[] frame = new byte[width * height * 3 / 2];
    Arrays.fill(frame, width * height, frame.length, (byte) 128);
    try (VideoEncoder encoder =
        VideoEncoder.open(path, width, height, rate, seconds * rate, null)) {
      for (int i = 0; i < seconds * rate; i++) {
        Arrays.fill(frame, 0, width * height, (byte) (20 + 200 * i / (seconds * rate)));
        encoder.write(frame);
      }
      encoder.finish();
    }
  }

  /** A film that gets brighter and darker again, to the very picture that it begins with. */
  private static void swell(Path path, int pictures) throws IOException {
    byte[] frame = new byte[854 * 480 * 3 / 2];
    Arrays.fill(frame, 854 * 480, frame.length, (byte) 128);
    try (VideoEncoder encoder = VideoEncoder.open(path, 854, 480, 10, pictures, null)) {
      for (int i = 0; i < pictures; i++) {
        double turn = 2 * Math.PI * i / (pictures - 1);
        Arrays.fill(frame, 0, 854 * 480, (byte) Math.round(120 - 100 * Math.cos(turn)));
        encoder.write(frame);
      }
      encoder.finish();
    }
  }

  /** The same film; nothing moves, as where the index was is free now. */
  private static byte[] indexLast(Path film) throws IOException {
    byte[] bytes = Files.readAllBytes(film);
    ByteBuffer boxes = ByteBuffer.wrap(bytes);
    int at = 0;
    while (boxes.getInt(at + 4) != INDEX) {
      at += boxes.getInt(at);
    }
    int length = boxes.getInt(at);
    byte[] late = Arrays.copyOf(bytes, bytes.length + length);
    System.arraycopy(bytes, at, late, bytes.length, length);
    ByteBuffer.wrap(late).putInt(at + 4, FREE);
    return late;
  }

  private static int pictures(Path film) throws IOException {
    try (VideoDecoder decoder = VideoDecoder.open(film, VideoDecoder.Limits.of(64, 1000))) {
      int count = 0;
      while (decoder.next() != null) {
        count++;
      }
      return count;
    }
  }

  private InspectedFile ramp(int width, int height, String format) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, Color.DARK_GRAY, width, height, Color.WHITE));
    pen.fillRect(0, 0, width, height);
    pen.dispose();
    return bench.written(out -> assertThat(ImageIO.write(image, format, out)).isTrue());
  }

  private static void assertSize(Fitted fitted, int width, int height) {
    assertThat(fitted.file().facts()).containsEntry("width", width).containsEntry("height", height);
  }

  private static void assertLasts(Fitted fitted, double seconds, double within) {
    assertThat((double) fitted.file().facts().get("duration_seconds"))
        .isCloseTo(seconds, Offset.offset(within));
  }

  // FR-012: a provider takes no budget below its own least, so what comes may be over a small one
  @ParameterizedTest
  @ValueSource(ints = {100, 125})
  void a_model_over_the_smallest_budgets_is_brought_under_them(int most) throws IOException {
    SimulatedMedia.File made =
        SimulatedMedia.quick().model("a coin", most * 3 / 2, SimulatedMedia.Surface.PBR);
    InspectedFile file = bench.made(path -> Files.write(path, made.bytes()));
    assertThat((long) file.facts().get("triangles")).isGreaterThan(most);
    Fitted fitted = new ModelFit(bench).fit(file, new Model("a coin", null, null, most));
    assertThat(fitted.flags()).containsExactly(Flag.SIMPLIFIED);
    assertThat((long) fitted.file().facts().get("triangles")).isBetween(most / 2L, (long) most);
  }

  @Test
  void every_flag_has_a_name_that_can_stand_in_a_list() {
    assertThat(List.of(Flag.values()))
        .extracting(Flag::jsonName)
        .allMatch(name -> name.matches("[a-z_]+"));
  }
}
