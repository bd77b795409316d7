package io.atelier.media.codec.child;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** Where encoded video can end without being encoded anew. */
final class Cut {
  private static final double TOLERANCE = 0.001;

  /** Far more than any video that is cut here has; eight bytes each. */
  private static final int MOST_PACKETS = 1 << 20;

  private Cut() {}

  /**
   * The most packets, from the first on, that show nothing after that time and leave no picture
   * out: pictures are stored in another order than they are shown in.
   */
  static int packets(Source source, AVStream stream, double seconds) {
    double[] ends = ends(source, stream);
    int best = 0;
    double earliestLeft = Double.POSITIVE_INFINITY;
    double[] latest = ends.clone();
    for (int i = 1; i < latest.length; i++) {
      latest[i] = Math.max(latest[i - 1], ends[i]);
    }
    for (int count = ends.length; count > 0 && best == 0; count--) {
      double end = latest[count - 1];
      if (end <= seconds + TOLERANCE && end < earliestLeft) {
        best = count;
      }
      earliestLeft = Math.min(earliestLeft, ends[count - 1]);
    }
    if (best == 0) {
      throw new Refusal("it cannot be cut to " + seconds + " s without being encoded anew");
    }
    return best;
  }

  /** When the last picture of the stream has been shown. */
  static double end(Source source, AVStream stream) {
    return Arrays.stream(ends(source, stream)).max().orElse(0);
  }

  private static double[] ends(Source source, AVStream stream) {
    AVPacket packet = av_packet_alloc();
    DoubleStream.Builder ends = DoubleStream.builder();
    try {
      for (int count = 0; source.read(packet); av_packet_unref(packet)) {
        if (packet.stream_index() == stream.index()) {
          if (++count > MOST_PACKETS) {
            throw new Refusal("the video has more than " + MOST_PACKETS + " pictures");
          }
          ends.add(end(packet, stream));
        }
      }
      return ends.build().toArray();
    } finally {
      av_packet_free(packet);
    }
  }

  /** When what the packet holds has been shown, in seconds from the beginning of its stream. */
  static double end(AVPacket packet, AVStream stream) {
    long start = stream.start_time() == Long.MIN_VALUE ? 0 : stream.start_time();
    return (double) (packet.pts() + packet.duration() - start)
        * stream.time_base().num()
        / stream.time_base().den();
  }
}
