package io.atelier.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Samples of a WAV as they lie in the file: unsigned in one byte, signed in two to four, or IEEE
 * floats in four or eight.
 */
record WavSamples(int bytes, boolean floats) {

  /** Multiplies the sample at an index. */
  void scale(byte[] samples, int at, double gain) {
    if (floats) {
      ByteBuffer buffer = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN);
      if (bytes == Float.BYTES) {
        buffer.putFloat(at, (float) (buffer.getFloat(at) * gain));
      } else {
        buffer.putDouble(at, buffer.getDouble(at) * gain);
      }
    } else if (bytes == 1) {
      samples[at] = (byte) (Math.round(((samples[at] & 0xff) - 128) * gain) + 128);
    } else {
      long value = samples[at + bytes - 1];
      for (int i = bytes - 2; i >= 0; i--) {
        value = value << 8 | samples[at + i] & 0xff;
      }
      value = Math.round(value * gain);
      for (int i = 0; i < bytes; i++) {
        samples[at + i] = (byte) (value >> 8 * i);
      }
    }
  }
}
