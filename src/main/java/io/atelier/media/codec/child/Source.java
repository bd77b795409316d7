package io.atelier.media.codec.child;

import static io.atelier.media.codec.child.Answers.checked;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read, of which nothing is believed: only formats that hold their media themselves
 * are tried, as a playlist can name any other file.
 */
final class Source implements AutoCloseable {
  private static final String FORMATS =
      "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mp3,wav,flac,ogg,aac,webp_pipe";
  static final String CODECS =
      "h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,libaom-av1,mpeg4,mjpeg,prores,webp,"
          + "aac,mp3,mp3float,opus,libopus,vorbis,flac,alac,pcm_u8,pcm_s16le,pcm_s24le,pcm_s32le,pcm_f32le";

  private final AVFormatContext context = new AVFormatContext(null);

  Source(String file) {
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "format_whitelist", FORMATS, 0);
    av_dict_set(options, "codec_whitelist", CODECS, 0);
    av_dict_set(options, "protocol_whitelist", "file", 0);
    try (BytePointer name = new BytePointer(file, StandardCharsets.UTF_8)) {
      checked(avformat_open_input(context, name, null, options), "the file cannot be read");
    } finally {
      av_dict_free(options);
    }
    checked(avformat_find_stream_info(context, (AVDictionary) null), "what is in the file");
  }

  /** The stream of a type that plays by default; null if there is none. */
  @Nullable AVStream find(int type) {
    int index = av_find_best_stream(context, type, -1, -1, (AVCodec) null, 0);
    return index < 0 ? null : context.streams(index);
  }

  /** Whether there was another packet, of any stream. */
  boolean read(AVPacket packet) {
    int code = av_read_frame(context, packet);
    return code != AVERROR_EOF() && checked(code, "reading") >= 0;
  }

  /** In microseconds; 0 if the file does not say. */
  long duration() {
    return Math.max(0, context.duration());
  }

  /**
   * How much of a stream is to be played, in seconds: what its decoder gives beyond that is
   * padding. Infinite where the format only guesses.
   */
  double playable(AVStream stream) {
    boolean exact = context.iformat().name().getString().startsWith("mov");
    return exact && stream.duration() > 0
        ? (double) stream.duration() * stream.time_base().num() / stream.time_base().den()
        : Double.POSITIVE_INFINITY;
  }

  @Override
  public void close() {
    avformat_close_input(context);
  }
}
