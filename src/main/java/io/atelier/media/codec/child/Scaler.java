package io.atelier.media.codec.child;

import static io.atelier.media.codec.child.Answers.checked;
import static io.atelier.media.codec.child.Answers.there;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.DoublePointer;

/** Pictures of any size, layout and colour space into frames of one. */
final class Scaler implements AutoCloseable {
  private static final int UNITY = 1 << 16;
  private static final int HD = 720;

  private SwsContext context = new SwsContext(null);

  /** Fills the frame, in the layout it has; its YUV is BT.709 of limited range. */
  void scale(AVFrame from, AVFrame to) {
    context =
        there(
            sws_getCachedContext(
                context,
                from.width(),
                from.height(),
                from.format(),
                to.width(),
                to.height(),
                to.format(),
                SWS_AREA | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT,
                (SwsFilter) null,
                (SwsFilter) null,
                (DoublePointer) null),
            "way to convert such pictures");
    sws_setColorspaceDetails(
        context,
        sws_getCoefficients(space(from)),
        from.color_range() == AVCOL_RANGE_JPEG ? 1 : 0,
        sws_getCoefficients(SWS_CS_ITU709),
        0,
        0,
        UNITY,
        UNITY);
    checked(
        sws_scale(
            context, from.data(), from.linesize(), 0, from.height(), to.data(), to.linesize()),
        "converting a picture");
  }

  /** What does not say is by custom BT.709 when it is high-definition, else BT.601. */
  private static int space(AVFrame frame) {
    if (frame.colorspace() == AVCOL_SPC_UNSPECIFIED) {
      return frame.height() >= HD ? SWS_CS_ITU709 : SWS_CS_ITU601;
    }
    return frame.colorspace();
  }

  @Override
  public void close() {
    sws_freeContext(context);
  }
}
