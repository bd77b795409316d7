package io.atelier.simulated;

import io.atelier.media.codec.AudioEncoder;
import io.atelier.provider.procedural.model.ModelSynthesizer;
import io.atelier.provider.procedural.music.MusicSynthesizer;
import io.atelier.provider.procedural.picture.PictureSynthesizer;
import io.atelier.provider.procedural.sound.SoundSynthesizer;
import io.atelier.provider.procedural.sound.Track;
import io.atelier.provider.procedural.video.VideoSynthesizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Films, sounds, music, pictures and models of the prompt; a provider's limits are wider than the
 * synthesizers', which make the nearest they can.
 */
record FaithfulMedia(SimulatedMedia quick) implements SimulatedMedia {

  @Override
  public File picture(String prompt, int width, int height, String format) {
    boolean surface = prompt.contains("texture") || prompt.contains("panorama");
    int least = Math.min(width, height);
    if (surface || !format.equals("png") || least < PictureSynthesizer.MIN_SIZE) {
      return quick.picture(prompt, width, height, format);
    }
    return new File(
        written(file -> PictureSynthesizer.write(prompt, width, height, null, file)),
        "image/png",
        "png");
  }

  @Override
  public File sound(String prompt, double seconds) {
    return mp3(
        SoundSynthesizer.render(
            prompt,
            null,
            Math.clamp(seconds, SoundSynthesizer.MIN_SECONDS, SoundSynthesizer.MAX_SECONDS)));
  }

  @Override
  public File music(String prompt, double seconds) {
    return mp3(
        MusicSynthesizer.render(
            prompt,
            null,
            Math.clamp(seconds, MusicSynthesizer.MIN_SECONDS, MusicSynthesizer.MAX_SECONDS)));
  }

  @Override
  public File video(String prompt, int width, int height, double seconds, boolean loop) {
    double length = Math.clamp(seconds, VideoSynthesizer.MIN_SECONDS, VideoSynthesizer.MAX_SECONDS);
    return new File(
        written(file -> VideoSynthesizer.write(prompt, length, width, height, loop, null, file)),
        "video/mp4",
        "mp4");
  }

  @Override
  public File model(String prompt, int triangles, Surface surface) {
    // A shape without its materials is never looked at, and what is over any budget is not made so.
    if (surface != Surface.PBR || triangles > ModelSynthesizer.MAX_TRIANGLES) {
      return quick.model(prompt, triangles, surface);
    }
    int budget = Math.max(triangles, ModelSynthesizer.MIN_TRIANGLES);
    return new File(
        written(file -> ModelSynthesizer.write(prompt, null, budget, file)),
        "model/gltf-binary",
        "glb");
  }

  private static File mp3(Track track) {
    return new File(
        written(
            file -> AudioEncoder.encode(track.left, track.right, AudioEncoder.Format.MP3, file)),
        "audio/mpeg",
        "mp3");
  }

  private interface Writing {
    void to(Path file) throws IOException;
  }

  private static byte[] written(Writing writing) {
    try {
      Path file = Files.createTempFile("simulated", null);
      try {
        writing.to(file);
        return Files.readAllBytes(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
