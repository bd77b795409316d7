package io.atelier.media.codec.child;

import static io.atelier.media.codec.child.Answers.checked;
import static io.atelier.media.codec.child.Answers.there;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_mul_q;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** From a file into an MP4 that browsers play: one video, one sound, the index first. */
final class Refitting {
  private static final int MICROSECONDS = 1_000_000;

  private Refitting() {}

  /** Copies what is encoded, as far as the length asked for. */
  static void remux(Arguments arguments) {
    String from = arguments.file("from");
    double seconds = arguments.decimal("max-seconds");
    int videoPackets;
    try (Source source = new Source(from)) {
      videoPackets = Cut.packets(source, video(source), seconds);
    }
    AVPacket packet = av_packet_alloc();
    try (Source source = new Source(from);
        Muxer muxer = new Muxer("mp4", arguments.file("to"))) {
      AVStream video = video(source);
      AVStream audio = source.find(AVMEDIA_TYPE_AUDIO);
      AVStream toVideo = copy(video, muxer);
      AVStream toAudio = audio == null ? null : copy(audio, muxer);
      muxer.begin();
      while (source.read(packet)) {
        if (packet.stream_index() == video.index() && videoPackets-- > 0) {
          copy(packet, video, toVideo, muxer);
        } else if (audio != null
            && toAudio != null
            && packet.stream_index() == audio.index()
            && Cut.end(packet, audio) <= seconds) {
          copy(packet, audio, toAudio, muxer);
        } else {
          av_packet_unref(packet);
        }
      }
      muxer.end();
    } finally {
      av_packet_free(packet);
    }
  }

  /** Copies the pictures that are encoded, and shows them in the time asked for. */
  static void retime(Arguments arguments) {
    String from = arguments.file("from");
    double seconds = arguments.decimal("seconds");
    double lasts;
    try (Source source = new Source(from)) {
      lasts = Cut.end(source, video(source));
    }
    int wanted = (int) Math.round(seconds * MICROSECONDS);
    int there = (int) Math.round(lasts * MICROSECONDS);
    if (wanted <= 0 || there <= 0) {
      throw new Refusal("it cannot be shown in " + seconds + " s");
    }
    AVPacket packet = av_packet_alloc();
    try (Source source = new Source(from);
        Muxer muxer = new Muxer("mp4", arguments.file("to"))) {
      AVStream video = video(source);
      AVStream to = copy(video, muxer);
      AVRational tick = av_mul_q(video.time_base(), av_make_q(wanted, there));
      to.avg_frame_rate(av_mul_q(video.avg_frame_rate(), av_make_q(there, wanted)));
      muxer.begin();
      while (source.read(packet)) {
        if (packet.stream_index() == video.index()) {
          av_packet_rescale_ts(packet, tick, to.time_base());
          muxer.write(packet, to);
        } else {
          av_packet_unref(packet);
        }
      }
      muxer.end();
    } finally {
      av_packet_free(packet);
    }
  }

  /** Decodes and encodes anew, as far as the length asked for. */
  static void transcode(Arguments arguments) throws IOException {
    String from = arguments.file("from");
    double seconds = arguments.decimal("max-seconds");
    byte[] pcm = sound(from, seconds);
    try (Source source = new Source(from);
        Decoder decoder = new Decoder(source, video(source), arguments.count("max-pixels"));
        Scaler scaler = new Scaler();
        Muxer muxer = new Muxer("mp4", arguments.file("to"))) {
      AVRational rate = decoder.stream().avg_frame_rate();
      if (rate.num() <= 0 || rate.den() <= 0) {
        rate = av_make_q(30, 1);
      }
      // H.264 of this kind has even sizes.
      int width = Math.max(2, decoder.context().width() & ~1);
      int height = Math.max(2, decoder.context().height() & ~1);
      try (VideoTrack track =
              new VideoTrack(muxer, width, height, rate, av_make_q(1, MICROSECONDS));
          AudioTrack audio = pcm == null ? null : AudioTrack.aac(muxer, pcm)) {
        muxer.begin();
        double frame = (double) rate.den() / rate.num();
        AVFrame picture;
        double next = 0;
        while ((picture = decoder.next()) != null) {
          double time = Math.max(next, decoder.seconds(picture));
          if (time + frame / 2 > seconds) {
            break;
          }
          scaler.scale(picture, track.frame());
          track.encode(Math.round(time * MICROSECONDS));
          next = time + frame / 2;
          if (audio != null) {
            audio.encodeTo(time);
          }
        }
        track.finish();
        if (audio != null) {
          audio.finish();
        }
        muxer.end();
      }
    }
  }

  private static byte @Nullable [] sound(String from, double seconds) {
    try (Source source = new Source(from)) {
      AVStream stream = source.find(AVMEDIA_TYPE_AUDIO);
      if (stream == null) {
        return null;
      }
      double played = Math.min(seconds, source.playable(stream));
      long most = Math.round(played * AudioTrack.RATE) * AudioTrack.FRAME_BYTES;
      ByteArrayOutputStream pcm = new ByteArrayOutputStream();
      try (Decoder decoder = new Decoder(source, stream, 0);
          Resampler resampler = new Resampler(decoder)) {
        byte[] piece;
        while (pcm.size() < most && (piece = resampler.next()) != null) {
          pcm.write(piece, 0, (int) Math.min(piece.length, most - pcm.size()));
        }
      }
      return pcm.size() == 0 ? null : pcm.toByteArray();
    }
  }

  private static AVStream video(Source source) {
    return there(source.find(AVMEDIA_TYPE_VIDEO), "video in the file");
  }

  private static AVStream copy(AVStream from, Muxer muxer) {
    AVStream to = muxer.add();
    checked(avcodec_parameters_copy(to.codecpar(), from.codecpar()), "the stream");
    // The tag that the other container had for it.
    to.codecpar().codec_tag(0);
    to.time_base(from.time_base());
    to.avg_frame_rate(from.avg_frame_rate());
    return to;
  }

  private static void copy(AVPacket packet, AVStream from, AVStream to, Muxer muxer) {
    av_packet_rescale_ts(packet, from.time_base(), to.time_base());
    muxer.write(packet, to);
  }
}
