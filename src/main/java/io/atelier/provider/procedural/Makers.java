package io.atelier.provider.procedural;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.Interaction;
import io.atelier.provider.MadeFile;
import io.atelier.provider.MadeFile.Part;
import io.atelier.provider.TextureMap;
import io.atelier.provider.Workspace;
import io.atelier.provider.procedural.model.ModelSynthesizer;
import io.atelier.provider.procedural.music.MusicSynthesizer;
import io.atelier.provider.procedural.picture.PictureSynthesizer;
import io.atelier.provider.procedural.sky.SkySynthesizer;
import io.atelier.provider.procedural.sound.SoundSynthesizer;
import io.atelier.provider.procedural.texture.SurfaceMap;
import io.atelier.provider.procedural.texture.TextureSynthesizer;
import io.atelier.provider.procedural.video.VideoSynthesizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has each kind of request made by whoever makes such media. */
final class Makers {
  private Makers() {}

  /** What was made, the main file first. */
  static List<MadeFile> make(GenerationRequest request, Workspace files) throws IOException {
    return switch (request) {
      case GenerationRequest.Texture t -> t.maps().isEmpty() ? texture(t, files) : maps(t, files);
      case GenerationRequest.SoundEffect s -> {
        Interaction interaction = s.interaction();
        Path sound = files.newFile();
        SoundSynthesizer.write(
            words(s),
            interaction == null ? null : interaction.jsonName(),
            s.durationSeconds().doubleValue(),
            sound);
        yield List.of(MadeFile.main(sound));
      }
      case GenerationRequest.Music m -> {
        Path music = files.newFile();
        MusicSynthesizer.write(
            words(m), m.style().jsonName(), m.durationSeconds().doubleValue(), music);
        yield List.of(MadeFile.main(music));
      }
      case GenerationRequest.Video v -> {
        Path mp4 = files.newFile();
        VideoSynthesizer.write(
            words(v),
            v.durationSeconds().doubleValue(),
            v.width(),
            v.height(),
            v.loop(),
            files.reference().orElse(null),
            mp4);
        yield List.of(MadeFile.main(mp4));
      }
      case GenerationRequest.Model m -> {
        Path glb = files.newFile();
        String words = words(m);
        ModelSynthesizer.write(
            words.isEmpty() ? null : words, files.reference().orElse(null), m.maxTriangles(), glb);
        yield List.of(MadeFile.main(glb));
      }
      case GenerationRequest.Image i -> {
        Path png = files.newFile();
        PictureSynthesizer.write(
            words(i), i.width(), i.height(), files.reference().orElse(null), png);
        yield List.of(MadeFile.main(png));
      }
      case GenerationRequest.EnvironmentMap e -> {
        Path hdr = files.newFile();
        SkySynthesizer.write(words(e), e.width(), hdr);
        yield List.of(MadeFile.main(hdr));
      }
    };
  }

  private static List<MadeFile> texture(GenerationRequest.Texture texture, Workspace files)
      throws IOException {
    Path png = files.newFile();
    TextureSynthesizer.write(words(texture), texture.size(), texture.seamless(), png);
    return List.of(MadeFile.main(png));
  }

  // One after the other: each may have sixteen million pixels.
  private static List<MadeFile> maps(GenerationRequest.Texture texture, Workspace files)
      throws IOException {
    List<MadeFile> made = new ArrayList<>();
    for (TextureMap map : texture.maps()) {
      Path png = files.newFile();
      TextureSynthesizer.write(words(texture), texture.size(), surface(map), png);
      made.add(new MadeFile(png, part(map)));
    }
    return made;
  }

  private static SurfaceMap surface(TextureMap map) {
    return switch (map) {
      case BASE_COLOR -> SurfaceMap.BASE_COLOR;
      case NORMAL -> SurfaceMap.NORMAL;
      case ORM -> SurfaceMap.ORM;
    };
  }

  private static Part part(TextureMap map) {
    return switch (map) {
      case BASE_COLOR -> Part.BASE_COLOR;
      case NORMAL -> Part.NORMAL;
      case ORM -> Part.ORM;
    };
  }

  /** The words that steer it, and that all its chance is drawn from. */
  static String words(GenerationRequest request) {
    return switch (request) {
      case GenerationRequest.Texture t -> words(t.prompt(), t.style());
      case GenerationRequest.SoundEffect s -> words(s.prompt(), null);
      case GenerationRequest.Music m -> m.prompt();
      case GenerationRequest.Video v -> words(v.prompt(), v.style());
      case GenerationRequest.Model m -> words(m.prompt(), m.style());
      case GenerationRequest.Image i -> words(i.prompt(), i.style());
      case GenerationRequest.EnvironmentMap e -> words(e.prompt(), e.style());
    };
  }

  /** The prompt in the campaign's style: its words steer like those of the prompt. */
  private static String words(@Nullable String prompt, @Nullable String style) {
    String asked = prompt == null ? "" : prompt;
    return style == null ? asked : asked.isEmpty() ? style : asked + ", " + style;
  }
}
