package io.atelier.simulated;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Plays the frames of a short MP3 file over and over, until it is as long as wanted. */
final class Mp3Loop {
  private static final int[] KBPS = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] KBPS_LOW = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };
  private static final int[] RATES = {44_100, 48_000, 32_000};

  private Mp3Loop() {}

  static byte[] of(byte[] file, double seconds) {
    List<Frame> frames = frames(file);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    double written = 0;
    // The first frame says how many there are, which is no longer true.
    for (int i = 0; written < seconds; i++) {
      Frame frame = frames.get(1 + i % (frames.size() - 1));
      out.write(file, frame.at, frame.length);
      written += frame.seconds;
    }
    return out.toByteArray();
  }

  private static List<Frame> frames(byte[] file) {
    List<Frame> frames = new ArrayList<>();
    int at = file[0] == 'I' ? 10 + (file[8] << 7) + file[9] : 0;
    while (at + 4 <= file.length && (file[at] & 0xff) == 0xff) {
      boolean low = (file[at + 1] & 0x08) == 0; // MPEG 2
      int rate = RATES[file[at + 2] >> 2 & 3] / (low ? 2 : 1);
      int kbps = (low ? KBPS_LOW : KBPS)[file[at + 2] >> 4 & 15];
      int samples = low ? 576 : 1152;
      int length = samples / 8 * kbps * 1000 / rate + (file[at + 2] >> 1 & 1);
      frames.add(new Frame(at, length, (double) samples / rate));
      at += length;
    }
    return frames;
  }

  private record Frame(int at, int length, double seconds) {}
}
