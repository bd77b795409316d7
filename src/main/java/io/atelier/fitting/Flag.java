package io.atelier.fitting;

import java.util.Locale;

/**
 * What is noteworthy about an artifact: how it was changed, or how it is not what was asked for.
 */
public enum Flag {
  /** It was resampled to the size asked for. */
  RESAMPLED,
  /** It had another shape: what was too much of it at two edges is gone. */
  CROPPED,
  /** Its opposite edges were made to meet. */
  MADE_SEAMLESS,
  /**
   * Nothing here decodes its pixels: whether they are sound, its edges meet, or how far its light
   * reaches, is not known.
   */
  PIXELS_UNSEEN,
  /** It was made from a panorama without lights: what shines in it was guessed. */
  LIGHT_GUESSED,
  /** Its brightest light is hardly brighter than a white wall, so that it lights a scene flatly. */
  LOW_DYNAMIC_RANGE,
  /** It was longer, and its end was cut off. */
  TRIMMED,
  /** It was longer, and is shown faster, so that its end still leads to its beginning. */
  RETIMED,
  /** It lasts longer or shorter than was asked for. */
  DURATION_DIFFERS,
  /** It has other pixels than were asked for. */
  RESOLUTION_DIFFERS,
  /** It has another shape than was asked for. */
  ASPECT_RATIO_DIFFERS,
  /** It has sound, though films are asked for without. */
  SOUND_UNASKED,
  /** It was encoded anew, as browsers do not play what it was. */
  REENCODED,
  /** Its end does not lead to its beginning, though it should. */
  LOOP_SEAM_VISIBLE,
  /** It had too many triangles, and was brought under its budget. */
  SIMPLIFIED,
  /** It has more triangles than were asked for. */
  OVER_TRIANGLE_BUDGET,
  /** None of its materials has base color, normal, and metalness and roughness maps. */
  PBR_MAPS_MISSING,
  /** It needs a decoder that plain loaders do not have. */
  DECODER_NEEDED,
  /** Another take came with it, is paid, and could not be had. */
  ALTERNATE_MISSING,
  /** The image that it was made from was made too, is paid, and could not be had. */
  KEY_FRAME_MISSING,
  /** It should have been changed and could not be: it is as its provider made it. */
  NOT_FITTED;

  /** The name in JSON, in lower case. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
