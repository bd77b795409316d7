package io.atelier.breakable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of a known number, written as they are needed: a result may be larger than the memory. */
interface Body {
  long length();

  void writeTo(OutputStream out) throws IOException;

  static Body of(byte[] bytes) {
    return new Body() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
      }
    };
  }

  static Body of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }
}
