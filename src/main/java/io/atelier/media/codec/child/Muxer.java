package io.atelier.media.codec.child;

import static io.atelier.media.codec.child.Answers.checked;
import static io.atelier.media.codec.child.Answers.there;
import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** A file that is written: streams are added, then {@link #begin}, packets, {@link #end}. */
final class Muxer implements AutoCloseable {
  private final AVFormatContext context = new AVFormatContext(null);
  private final AVPacket packet = av_packet_alloc();
  private final String format;

  /**
   * A file of a format that FFmpeg has a muxer for, written where it says.
   *
   * @param file as FFmpeg takes it
   */
  Muxer(String format, String file) {
    this.format = format;
    AVIOContext io = new AVIOContext(null);
    try (BytePointer kind = new BytePointer(format, StandardCharsets.UTF_8);
        BytePointer name = new BytePointer(file, StandardCharsets.UTF_8)) {
      checked(avformat_alloc_output_context2(context, null, kind, name), format);
      checked(avio_open(io, name, AVIO_FLAG_WRITE), "the file cannot be written");
    }
    context.pb(io);
    // Neither versions nor times: the same input is to give the same bytes.
    context.flags(context.flags() | AVFMT_FLAG_BITEXACT);
  }

  /** Has the encoder write its parameters where this format wants them; before it is opened. */
  void prepare(AVCodecContext encoder) {
    if ((context.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
      encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
  }

  /** The stream of an opened encoder. */
  AVStream add(AVCodecContext encoder) {
    AVStream stream = add();
    checked(avcodec_parameters_from_context(stream.codecpar(), encoder), "the stream");
    stream.time_base(encoder.time_base());
    stream.avg_frame_rate(encoder.framerate());
    return stream;
  }

  AVStream add() {
    return there(avformat_new_stream(context, null), "stream");
  }

  void begin() {
    AVDictionary options = new AVDictionary(null);
    if (format.equals("mp4") || format.equals("ipod")) {
      av_dict_set(options, "movflags", "+faststart", 0);
      // Lengths to the sample, not to the millisecond: a loop must not drift.
      av_dict_set(options, "movie_timescale", "44100", 0);
    }
    try {
      checked(avformat_write_header(context, options), "the beginning of the file");
    } finally {
      av_dict_free(options);
    }
  }

  /** Encodes a frame, or with none what the encoder still holds, and writes what comes of it. */
  void encode(AVCodecContext encoder, AVStream stream, @Nullable AVFrame frame) {
    checked(avcodec_send_frame(encoder, frame), "encoding");
    while (received(encoder)) {
      av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
      write(packet, stream);
    }
  }

  /** Encodes a frame for what the encoder learns of it, and writes nothing. */
  void rehearse(AVCodecContext encoder, AVFrame frame) {
    checked(avcodec_send_frame(encoder, frame), "encoding");
    while (received(encoder)) {
      av_packet_unref(packet);
    }
  }

  private boolean received(AVCodecContext encoder) {
    int code = avcodec_receive_packet(encoder, packet);
    if (code == AVERROR_EAGAIN() || code == AVERROR_EOF()) {
      return false;
    }
    checked(code, "encoding");
    return true;
  }

  /** Writes a packet whose times are the stream's; it is empty afterwards. */
  void write(AVPacket packet, AVStream stream) {
    packet.stream_index(stream.index());
    packet.pos(-1);
    checked(av_interleaved_write_frame(context, packet), "writing");
  }

  void end() {
    checked(av_write_trailer(context), "the end of the file");
    AVIOContext io = context.pb();
    int code = avio_closep(io);
    context.pb(null);
    checked(code, "closing the file");
  }

  @Override
  public void close() {
    av_packet_free(packet);
    if (context.pb() != null && !context.pb().isNull()) {
      avio_closep(context.pb());
    }
    avformat_free_context(context);
  }
}
