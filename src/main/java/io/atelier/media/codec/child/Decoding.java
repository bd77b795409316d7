package io.atelier.media.codec.child;

import static io.atelier.media.codec.child.Answers.checked;
import static io.atelier.media.codec.child.Answers.there;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import java.io.DataOutputStream;
import java.io.IOException;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** From a file to standard output. */
final class Decoding {
  private Decoding() {}

  /**
   * Width, height, frames per second and the duration in seconds as the file says; then for each
   * frame its time and its pixels as they are to be shown: red, green, blue.
   */
  static void video(Arguments arguments, DataOutputStream out) throws IOException {
    try (Source source = new Source(arguments.file("from"));
        Decoder decoder =
            new Decoder(
                source,
                there(source.find(AVMEDIA_TYPE_VIDEO), "video in the file"),
                arguments.count("max-pixels"));
        Scaler scaler = new Scaler()) {
      AVFrame frame = decoder.next();
      if (frame == null) {
        throw new Refusal("there is no picture in the file");
      }
      Turn turn = Turn.of(decoder.stream());
      int maxWidth = arguments.number(turn.sideways() ? "max-height" : "max-width");
      int maxHeight = arguments.number(turn.sideways() ? "max-width" : "max-height");
      AVFrame rgb = fitting(frame, maxWidth, maxHeight);
      out.writeInt(turn.sideways() ? rgb.height() : rgb.width());
      out.writeInt(turn.sideways() ? rgb.width() : rgb.height());
      AVRational rate = decoder.stream().avg_frame_rate();
      out.writeDouble(rate.den() == 0 ? 0 : (double) rate.num() / rate.den());
      out.writeDouble(source.duration() / 1e6);
      byte[] pixels = new byte[rgb.width() * rgb.height() * 3];
      byte[] shown = new byte[pixels.length];
      long left = arguments.count("max-frames");
      for (; frame != null && left > 0; left--) {
        scaler.scale(frame, rgb);
        int row = rgb.width() * 3;
        for (int y = 0; y < rgb.height(); y++) {
          rgb.data(0).position((long) y * rgb.linesize(0)).get(pixels, y * row, row);
        }
        out.writeDouble(decoder.seconds(frame));
        turn.show(pixels, rgb.width(), rgb.height(), shown);
        out.write(shown);
        frame = left == 1 ? null : decoder.next();
      }
      out.flush();
    }
  }

  private static AVFrame fitting(AVFrame frame, int maxWidth, int maxHeight) {
    double scale =
        Math.min(
            1, Math.min((double) maxWidth / frame.width(), (double) maxHeight / frame.height()));
    AVFrame rgb = av_frame_alloc();
    rgb.format(AV_PIX_FMT_RGB24);
    rgb.width((int) Math.max(1, Math.round(frame.width() * scale)));
    rgb.height((int) Math.max(1, Math.round(frame.height() * scale)));
    checked(av_frame_get_buffer(rgb, 0), "a buffer for a picture");
    return rgb;
  }

  /** Stereo at 44.1 kHz: interleaved floats, little-endian. */
  static void audio(Arguments arguments, DataOutputStream out) throws IOException {
    try (Source source = new Source(arguments.file("from"))) {
      AVStream stream = there(source.find(AVMEDIA_TYPE_AUDIO), "sound in the file");
      try (Decoder decoder = new Decoder(source, stream, 0);
          Resampler resampler = new Resampler(decoder)) {
        long left =
            (long)
                Math.min(
                    (double) arguments.count("max-samples"),
                    Math.rint(source.playable(stream) * AudioTrack.RATE));
        byte[] pcm;
        while (left > 0 && (pcm = resampler.next()) != null) {
          int length = (int) Math.min(pcm.length, left * AudioTrack.FRAME_BYTES);
          out.write(pcm, 0, length);
          left -= length / AudioTrack.FRAME_BYTES;
        }
        out.flush();
      }
    }
  }
}
