package io.atelier.media.codec.child;

import static io.atelier.media.codec.child.Answers.checked;
import static io.atelier.media.codec.child.Answers.there;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Stereo sound on its way into a file, taken from a stream of interleaved floats. */
final class AudioTrack implements AutoCloseable {
  static final int RATE = 44_100;
  static final int CHANNELS = 2;
  static final int FRAME_BYTES = CHANNELS * Float.BYTES;

  private static final int AAC_BIT_RATE = 192_000;

  private final Muxer muxer;
  private final InputStream pcm;
  private final long frames;
  private final boolean lossless;
  private final AVCodecContext encoder;
  private final AVStream stream;
  private final AVFrame frame = av_frame_alloc();
  private final byte[] bytes;
  private long done;

  /**
   * Adds the sound to a file that is not begun.
   *
   * @param codec an encoder's name
   * @param frames how many there are to be read
   */
  AudioTrack(Muxer muxer, String codec, int bitRate, InputStream pcm, long frames) {
    this.muxer = muxer;
    this.pcm = pcm;
    this.frames = frames;
    this.lossless = codec.equals("flac");
    encoder = avcodec_alloc_context3(there(avcodec_find_encoder_by_name(codec), codec));
    encoder.sample_rate(RATE);
    encoder.sample_fmt(lossless ? AV_SAMPLE_FMT_S16 : AV_SAMPLE_FMT_FLTP);
    av_channel_layout_default(encoder.ch_layout(), CHANNELS);
    encoder.time_base(av_make_q(1, RATE));
    encoder.thread_count(1);
    encoder.flags(encoder.flags() | AV_CODEC_FLAG_BITEXACT);
    if (!lossless) {
      encoder.bit_rate(bitRate);
    }
    muxer.prepare(encoder);
    checked(avcodec_open2(encoder, null, (AVDictionary) null), codec);
    stream = muxer.add(encoder);

    frame.format(encoder.sample_fmt());
    frame.sample_rate(RATE);
    av_channel_layout_default(frame.ch_layout(), CHANNELS);
    frame.nb_samples(encoder.frame_size());
    checked(av_frame_get_buffer(frame, 0), "a buffer for sound");
    bytes = new byte[encoder.frame_size() * FRAME_BYTES];
  }

  /** The sound of a video, which is held whole. */
  static AudioTrack aac(Muxer muxer, byte[] pcm) {
    return new AudioTrack(
        muxer, "aac", AAC_BIT_RATE, new ByteArrayInputStream(pcm), pcm.length / FRAME_BYTES);
  }

  /**
   * Has the stream begin before the sound by so many frames, for the codec alone: they are in the
   * file, which says that they are not to be played. Only where there are edit lists.
   */
  void leadIn(int frames) {
    done = -frames;
  }

  /** Encodes until that time is reached, or all is done. */
  void encodeTo(double seconds) throws IOException {
    while (done < frames && done < seconds * RATE) {
      encodeNext();
    }
  }

  void finish() throws IOException {
    while (done < frames) {
      encodeNext();
    }
    muxer.encode(encoder, stream, null);
  }

  private void encodeNext() throws IOException {
    int count = (int) Math.min(encoder.frame_size(), frames - done);
    int length = count * FRAME_BYTES;
    if (pcm.readNBytes(bytes, 0, length) != length) {
      throw new EOFException("the sound ended early");
    }
    checked(av_frame_make_writable(frame), "a buffer for sound");
    frame.nb_samples(count);
    frame.pts(done);
    FloatBuffer floats =
        ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    if (lossless) {
      ShortBuffer shorts = plane(0, count * CHANNELS * Short.BYTES).asShortBuffer();
      while (floats.hasRemaining()) {
        shorts.put((short) Math.round(Math.max(-1, Math.min(1, floats.get())) * 32767));
      }
    } else {
      FloatBuffer left = plane(0, count * Float.BYTES).asFloatBuffer();
      FloatBuffer right = plane(1, count * Float.BYTES).asFloatBuffer();
      while (floats.hasRemaining()) {
        left.put(floats.get());
        right.put(floats.get());
      }
    }
    muxer.encode(encoder, stream, frame);
    done += count;
  }

  private ByteBuffer plane(int index, int length) {
    return frame.data(index).capacity(length).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(encoder);
  }
}
