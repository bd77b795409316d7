package io.atelier.media.codec.child;

import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** From standard input into a file. */
final class Encoding {
  private static final int BUFFER = 1 << 16;

  private Encoding() {}

  static void audio(Arguments arguments, InputStream in) throws IOException {
    try (Muxer muxer = new Muxer(arguments.text("format"), arguments.file("to"));
        AudioTrack track =
            new AudioTrack(
                muxer,
                arguments.text("codec"),
                arguments.number("bit-rate"),
                new BufferedInputStream(in, BUFFER),
                arguments.count("samples"))) {
      track.leadIn(arguments.number("lead-in"));
      muxer.begin();
      track.finish();
      muxer.end();
    }
  }

  /** The sound comes first, if there is any, then the pictures: Y, U and V, row by row. */
  static void video(Arguments arguments, FileInputStream in) throws IOException {
    int width = arguments.number("width");
    int height = arguments.number("height");
    int rate = arguments.number("rate");
    int frames = arguments.number("frames");
    int samples = arguments.number("samples");
    byte[] pcm = in.readNBytes(samples * AudioTrack.FRAME_BYTES);
    try (Muxer muxer = new Muxer("mp4", arguments.file("to"));
        VideoTrack video = new VideoTrack(muxer, width, height, av_make_q(rate, 1));
        AudioTrack audio = samples == 0 ? null : AudioTrack.aac(muxer, pcm)) {
      muxer.begin();
      for (int i = 0; i < frames; i++) {
        fill(video.frame(), width, height, in.getChannel());
        if (i == 0) {
          video.rehearse();
        }
        if (i == frames - 1) {
          Main.endWith(in);
        }
        video.encode(i);
        if (audio != null) {
          audio.encodeTo((i + 1.0) / rate);
        }
      }
      video.finish();
      if (audio != null) {
        audio.finish();
      }
      muxer.end();
    }
  }

  private static void fill(AVFrame frame, int width, int height, ReadableByteChannel in)
      throws IOException {
    plane(frame, 0, width, height, in);
    plane(frame, 1, width / 2, height / 2, in);
    plane(frame, 2, width / 2, height / 2, in);
  }

  private static void plane(AVFrame frame, int index, int width, int height, ReadableByteChannel in)
      throws IOException {
    int stride = frame.linesize(index);
    ByteBuffer plane = frame.data(index).capacity((long) stride * height).asByteBuffer();
    if (stride == width) {
      fill(plane, in);
      return;
    }
    for (int y = 0; y < height; y++) {
      fill(plane.slice(y * stride, width), in);
    }
  }

  private static void fill(ByteBuffer buffer, ReadableByteChannel in) throws IOException {
    while (buffer.hasRemaining()) {
      if (in.read(buffer) < 0) {
        throw new EOFException("the pictures ended early");
      }
    }
  }
}
