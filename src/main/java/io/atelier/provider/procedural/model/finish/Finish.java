package io.atelier.provider.procedural.model.finish;

import java.io.IOException;

/**
 * What a part of a model is made of: it names the glTF material and bakes its maps.
 *
 * <p>Two finishes of one name are the same, as far as a model goes.
 */
public final class Finish {
  private final String name;
  private final Skin skin;
  private final int size;
  private final Glow glow;

  /** Light of its own, linear; glTF's emissive factor. */
  public record Glow(float red, float green, float blue) {
    public static final Glow NONE = new Glow(0, 0, 0);
  }

  Finish(String name, int size, Skin skin) {
    this(name, size, skin, Glow.NONE);
  }

  Finish(String name, int size, Skin skin, Glow glow) {
    this.name = name;
    this.size = size;
    this.skin = skin;
    this.glow = glow;
  }

  public String name() {
    return name;
  }

  public Glow glow() {
    return glow;
  }

  /**
   * Its three maps.
   *
   * @throws java.io.InterruptedIOException if the thread is interrupted
   */
  public BakedMaps bake() throws IOException {
    return BakedMaps.of(skin, size);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Finish finish && finish.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
