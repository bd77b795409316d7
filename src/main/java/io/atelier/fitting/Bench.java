package io.atelier.fitting;

import io.atelier.artifact.InspectedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Where a file is worked on: others are made of it, and looked at as it was. */
interface Bench {

  /** Something that writes a file to a stream. */
  interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /** Something that writes a file at a path. */
  interface Making {
    void at(Path path) throws IOException;
  }

  /** The file that is written so. */
  InspectedFile written(Writing writing) throws IOException;

  /** The file that is made so. */
  InspectedFile made(Making making) throws IOException;
}
