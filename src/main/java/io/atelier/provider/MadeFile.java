package io.atelier.provider;

import java.nio.file.Path;

/**
 * One file of a result.
 *
 * @param path a file of the {@link Workspace}
 */
public record MadeFile(Path path, Part part) {

  /** What was asked for. */
  public static MadeFile main(Path path) {
    return new MadeFile(path, Part.MAIN);
  }

  /** Which part of a result a file is. */
  public enum Part {
    /** What was asked for. */
    MAIN,
    /** A map of the material that was asked for. */
    BASE_COLOR,
    /** The same. */
    NORMAL,
    /** The same. */
    ORM,
    /** Another result of the same create, at no extra charge. */
    ALTERNATE,
    /** The image that a video was made from, where that was made too. */
    KEY_FRAME;

    /** Whether it came with what was asked for, which is complete without it. */
    public boolean isExtra() {
      return this == ALTERNATE || this == KEY_FRAME;
    }
  }
}
