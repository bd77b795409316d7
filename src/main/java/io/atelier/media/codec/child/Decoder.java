package io.atelier.media.codec.child;

import static io.atelier.media.codec.child.Answers.checked;
import static io.atelier.media.codec.child.Answers.there;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** One stream of a source, frame by frame. */
final class Decoder implements AutoCloseable {
  private final Source source;
  private final AVStream stream;
  private final AVCodecContext context;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private boolean drained;

  /**
   * A decoder that takes all of the source's packets.
   *
   * @param maxPixels of a picture; a larger one is refused before it is decoded
   */
  Decoder(Source source, AVStream stream, long maxPixels) {
    this.source = source;
    this.stream = stream;
    context =
        avcodec_alloc_context3(
            there(avcodec_find_decoder(stream.codecpar().codec_id()), "decoder for it"));
    checked(avcodec_parameters_to_context(context, stream.codecpar()), "the stream");
    if ((long) context.width() * context.height() > maxPixels) {
      throw new Refusal(
          "%d x %d pixels are more than %d"
              .formatted(context.width(), context.height(), maxPixels));
    }
    context.pkt_timebase(stream.time_base());
    context.thread_count(1);
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "codec_whitelist", Source.CODECS, 0);
    // Also what it says only later.
    av_dict_set(options, "max_pixels", String.valueOf(maxPixels), 0);
    try {
      checked(avcodec_open2(context, null, options), "the decoder");
    } finally {
      av_dict_free(options);
    }
  }

  AVCodecContext context() {
    return context;
  }

  AVStream stream() {
    return stream;
  }

  /** The next frame, valid until the one after it; null at the end. */
  @Nullable AVFrame next() {
    while (true) {
      int code = avcodec_receive_frame(context, frame);
      if (code == AVERROR_EOF()) {
        return null;
      }
      if (code != AVERROR_EAGAIN()) {
        checked(code, "decoding");
        return frame;
      }
      feed();
    }
  }

  private void feed() {
    if (drained) {
      throw new Refusal("decoding: it does not end");
    }
    while (source.read(packet)) {
      boolean own = packet.stream_index() == stream.index();
      if (own) {
        checked(avcodec_send_packet(context, packet), "decoding");
      }
      av_packet_unref(packet);
      if (own) {
        return;
      }
    }
    drained = true;
    checked(avcodec_send_packet(context, null), "decoding");
  }

  /** A frame's time in seconds from the beginning of its stream; negative if it has none. */
  double seconds(AVFrame frame) {
    long time = frame.best_effort_timestamp();
    if (time == Long.MIN_VALUE) {
      return -1;
    }
    long start = stream.start_time() == Long.MIN_VALUE ? 0 : stream.start_time();
    return (double) (time - start) * stream.time_base().num() / stream.time_base().den();
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(context);
  }
}
