package io.atelier.media.codec.child;

import static io.atelier.media.codec.child.Answers.checked;
import static io.atelier.media.codec.child.Answers.there;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_inv_q;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Pictures on their way into a file as H.264, whose {@link #frame} is to be filled for each. */
final class VideoTrack implements AutoCloseable {
  static final String CODEC = "libopenh264";

  /** What 1080p with much fine movement needs; smaller pictures have more detail in each pixel. */
  private static final double BITS_PER_PIXEL = 0.11;

  private static final double FULL_HD = 1920.0 * 1080;
  private static final double MORE_WHEN_SMALLER = 0.35;

  private static final int FINEST = 16;
  private static final int COARSEST = 34;

  private final Muxer muxer;
  private final AVCodecContext encoder;
  private final AVStream stream;
  private final AVFrame frame = av_frame_alloc();

  /**
   * Adds the pictures to a file that is not begun.
   *
   * @param timeBase of the times that pictures are given
   */
  VideoTrack(Muxer muxer, int width, int height, AVRational rate, AVRational timeBase) {
    this.muxer = muxer;
    double perSecond = (double) rate.num() / rate.den();
    encoder = avcodec_alloc_context3(there(avcodec_find_encoder_by_name(CODEC), CODEC));
    encoder.width(width);
    encoder.height(height);
    encoder.pix_fmt(AV_PIX_FMT_YUV420P);
    encoder.framerate(rate);
    encoder.time_base(timeBase);
    encoder.gop_size((int) Math.round(2 * perSecond));
    encoder.max_b_frames(0);
    encoder.bit_rate(bitRate((double) width * height, perSecond));
    encoder.qmin(FINEST);
    encoder.qmax(COARSEST);
    encoder.colorspace(AVCOL_SPC_BT709);
    encoder.color_primaries(AVCOL_PRI_BT709);
    encoder.color_trc(AVCOL_TRC_BT709);
    encoder.color_range(AVCOL_RANGE_MPEG);
    // With more of either the bytes differ from run to run.
    encoder.thread_count(1);
    encoder.slices(1);
    muxer.prepare(encoder);
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "profile", "high", 0);
    av_dict_set(options, "rc_mode", "quality", 0);
    av_dict_set(options, "allow_skip_frames", "0", 0);
    try {
      checked(avcodec_open2(encoder, null, options), CODEC);
    } finally {
      av_dict_free(options);
    }
    stream = muxer.add(encoder);
    frame.format(AV_PIX_FMT_YUV420P);
    frame.width(width);
    frame.height(height);
    frame.colorspace(AVCOL_SPC_BT709);
    frame.color_range(AVCOL_RANGE_MPEG);
    checked(av_frame_get_buffer(frame, 0), "a buffer for a picture");
  }

  /** With pictures at an even pace, timed by their number. */
  VideoTrack(Muxer muxer, int width, int height, AVRational rate) {
    this(muxer, width, height, rate, av_inv_q(rate));
  }

  private static long bitRate(double pixels, double perSecond) {
    double detail = StrictMath.pow(Math.max(1, FULL_HD / pixels), MORE_WHEN_SMALLER);
    return Math.round(BITS_PER_PIXEL * detail * pixels * perSecond);
  }

  /** How the pictures are to be shown; before the file is begun. */
  void turn(Turn turn) {
    turn.put(stream);
  }

  AVFrame frame() {
    checked(av_frame_make_writable(frame), "a buffer for a picture");
    return frame;
  }

  /**
   * Shows the encoder the first picture before it counts: it guesses how finely to code a picture
   * until it has coded one, and where a film runs round a first picture unlike the later key frames
   * would be seen.
   */
  void rehearse() {
    frame.pts(-1);
    muxer.rehearse(encoder, frame);
    frame.pict_type(AV_PICTURE_TYPE_I);
  }

  void encode(long time) {
    frame.pts(time);
    muxer.encode(encoder, stream, frame);
    frame.pict_type(AV_PICTURE_TYPE_NONE);
  }

  void finish() {
    muxer.encode(encoder, stream, null);
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(encoder);
  }
}
