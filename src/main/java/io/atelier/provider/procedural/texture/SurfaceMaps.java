package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Prompt;
import java.awt.image.BufferedImage;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The physically based maps of one surface, in memory, made in one go: what covers a model.
 *
 * <p>The same as {@link TextureSynthesizer} writes of the same prompt and size. They tile.
 *
 * @param baseColor see {@link SurfaceMap#BASE_COLOR}
 * @param normal see {@link SurfaceMap#NORMAL}
 * @param orm see {@link SurfaceMap#ORM}
 */
public record SurfaceMaps(BufferedImage baseColor, BufferedImage normal, BufferedImage orm) {
  private static final int COARSE = 512;

  /**
   * Makes all three, of any size; they take 9 bytes a pixel.
   *
   * @param prompt words that choose the material and its colours, as for a texture
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   */
  public static SurfaceMaps of(String prompt, int size) throws InterruptedIOException {
    List<BufferedImage> maps = render(prompt, size, List.of(SurfaceMap.values()));
    return new SurfaceMaps(maps.get(0), maps.get(1), maps.get(2));
  }

  static List<BufferedImage> render(String text, int size, List<SurfaceMap> maps)
      throws InterruptedIOException {
    Prompt prompt = Prompt.of(text);
    Material material = Material.of(prompt);
    List<Film> films = new ArrayList<>();
    for (SurfaceMap map : maps) {
      films.add(map.film(material, Look.of(prompt, COARSE)));
    }
    return TextureRenderer.render(
        material.pattern(Look.of(prompt, size)), size, Texel::bare, films);
  }
}
