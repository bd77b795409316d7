package io.atelier.media.codec.child;

import static io.atelier.media.codec.child.Answers.there;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;

import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.IntPointer;

/**
 * How a stored picture is to be shown: turned by quarters, mirrored, or both, as a camera held
 * upright says in its display matrix (ISO/IEC 14496-12, section 6.2.2).
 *
 * <p>A matrix that turns by less is taken for the nearest of these. Its nine numbers stand row by
 * row; a point p, q of a picture is shown at p·a + q·c, p·b + q·d, where a, b and c, d begin its
 * first two rows.
 */
final class Turn {
  private static final int NUMBERS = 9;
  private static final int ONE = 1 << 16;
  private static final Turn NONE = new Turn(new int[] {ONE, 0, 0, 0, ONE, 0, 0, 0, 1 << 30});

  private final int[] matrix;

  private Turn(int[] matrix) {
    this.matrix = matrix;
  }

  /** That of a stream. */
  static Turn of(AVStream stream) {
    AVCodecParameters parameters = stream.codecpar();
    AVPacketSideData data =
        av_packet_side_data_get(
            parameters.coded_side_data(),
            parameters.nb_coded_side_data(),
            AV_PKT_DATA_DISPLAYMATRIX);
    if (data == null || data.isNull() || data.size() < NUMBERS * Integer.BYTES) {
      return NONE;
    }
    int[] matrix = new int[NUMBERS];
    numbers(data).get(matrix);
    return new Turn(matrix);
  }

  /** Has a stream that is written say the same. */
  void put(AVStream stream) {
    if (this == NONE) {
      return;
    }
    AVPacketSideData all = new AVPacketSideData(null);
    try (IntPointer count = new IntPointer(1L)) {
      count.put(0);
      AVPacketSideData data =
          there(
              av_packet_side_data_new(
                  all, count, AV_PKT_DATA_DISPLAYMATRIX, NUMBERS * Integer.BYTES, 0),
              "memory");
      numbers(data).put(matrix);
      stream.codecpar().coded_side_data(all).nb_coded_side_data(count.get());
    }
  }

  private static IntBuffer numbers(AVPacketSideData data) {
    return data.data()
        .capacity((long) NUMBERS * Integer.BYTES)
        .asByteBuffer()
        .order(ByteOrder.nativeOrder())
        .asIntBuffer();
  }

  /** Whether stored rows are columns of what is shown. */
  boolean sideways() {
    return Math.abs((long) matrix[1]) > Math.abs((long) matrix[0]);
  }

  /**
   * Shows a picture of three bytes a pixel.
   *
   * @param width as stored
   */
  void show(byte[] stored, int width, int height, byte[] shown) {
    boolean sideways = sideways();
    // Which of the stored axes run backwards.
    boolean left = (sideways ? matrix[1] : matrix[0]) < 0;
    boolean up = (sideways ? matrix[3] : matrix[4]) < 0;
    int wide = sideways ? height : width;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int p = left ? width - 1 - x : x;
        int q = up ? height - 1 - y : y;
        System.arraycopy(
            stored, 3 * (y * width + x), shown, 3 * (sideways ? p * wide + q : q * wide + p), 3);
      }
    }
  }
}
