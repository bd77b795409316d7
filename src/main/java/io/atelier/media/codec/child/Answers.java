package io.atelier.media.codec.child;

import static org.bytedeco.ffmpeg.global.avutil.AV_ERROR_MAX_STRING_SIZE;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** What FFmpeg's functions return, as a value or a {@link Refusal}. */
final class Answers {
  private Answers() {}

  /** The code, if it is not one of failure. */
  static int checked(int code, String doing) {
    if (code < 0) {
      byte[] text = new byte[AV_ERROR_MAX_STRING_SIZE];
      av_strerror(code, text, text.length);
      int end = 0;
      while (end < text.length && text[end] != 0) {
        end++;
      }
      throw new Refusal(doing + ": " + new String(text, 0, end, StandardCharsets.UTF_8));
    }
    return code;
  }

  /** The pointer, if it points anywhere. */
  static <P extends Pointer> P there(@Nullable P pointer, String what) {
    if (pointer == null || pointer.isNull()) {
      throw new Refusal("there is no " + what);
    }
    return pointer;
  }
}
