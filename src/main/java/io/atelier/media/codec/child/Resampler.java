package io.atelier.media.codec.child;

import static io.atelier.media.codec.child.Answers.checked;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Sound of any rate and number of channels as {@link AudioTrack} takes it. */
final class Resampler implements AutoCloseable {
  private final Decoder decoder;
  private final SwrContext context = new SwrContext(null);
  private boolean flushed;

  Resampler(Decoder decoder) {
    this.decoder = decoder;
    AVCodecContext from = decoder.context();
    try (AVChannelLayout stereo = new AVChannelLayout()) {
      av_channel_layout_default(stereo, AudioTrack.CHANNELS);
      checked(
          swr_alloc_set_opts2(
              context,
              stereo,
              AV_SAMPLE_FMT_FLT,
              AudioTrack.RATE,
              from.ch_layout(),
              from.sample_fmt(),
              from.sample_rate(),
              0,
              (Pointer) null),
          "converting the sound");
    }
    checked(swr_init(context), "converting the sound");
  }

  /** The next piece; null at the end. */
  byte @Nullable [] next() {
    AVFrame frame = decoder.next();
    if (frame != null) {
      return convert(frame.extended_data(), frame.nb_samples());
    }
    if (flushed) {
      return null;
    }
    flushed = true;
    return convert(null, 0);
  }

  private byte[] convert(@Nullable PointerPointer<?> samples, int count) {
    int room = checked(swr_get_out_samples(context, count), "converting the sound");
    if (room == 0) {
      return new byte[0];
    }
    try (BytePointer buffer = new BytePointer((long) room * AudioTrack.FRAME_BYTES);
        PointerPointer<BytePointer> planes = new PointerPointer<>(1L)) {
      planes.put(0, buffer);
      int made =
          checked(swr_convert(context, planes, room, samples, count), "converting the sound");
      byte[] pcm = new byte[made * AudioTrack.FRAME_BYTES];
      buffer.get(pcm);
      return pcm;
    }
  }

  @Override
  public void close() {
    swr_free(context);
  }
}
