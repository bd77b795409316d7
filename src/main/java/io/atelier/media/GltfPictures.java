package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import io.atelier.media.GltfElements.Image;
import io.atelier.media.GltfElements.View;
import java.io.IOException;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The pictures in the binary chunk of a glTF (glTF 2.0, section 3.8.2, and the extensions for WebP,
 * AVIF and KTX2): each whole by its own structure, and of a size that can be decoded.
 */
final class GltfPictures {
  private static final Set<Signature> KINDS =
      EnumSet.of(
          Signature.PNG,
          Signature.JPEG,
          Signature.GIF,
          Signature.WEBP,
          Signature.KTX2,
          Signature.ISO_BASE_MEDIA);

  private static final int HEAD_BYTES = 16;

  /** What puts the next view on a boundary of four bytes. */
  private static final int MOST_PADDING = 3;

  private final GltfElements elements;
  private final ByteReader chunk;
  private final BitSet looked = new BitSet();
  private long bytes;

  GltfPictures(GltfElements elements, ByteReader chunk) {
    this.elements = elements;
    this.chunk = chunk;
  }

  void check() throws IOException, MalformedMedia {
    for (Image image : elements.images) {
      int index = (int) image.view;
      if (index >= 0 && !looked.get(index)) {
        looked.set(index);
        view(elements.views.get(index));
      }
    }
  }

  private void view(View view) throws IOException, MalformedMedia {
    bytes += view.bytes;
    // Beyond it, they lie upon each other.
    if (!elements.isInChunk(view) || bytes > chunk.length()) {
      return;
    }
    long length = view.bytes;
    for (int padding = 0; padding < MOST_PADDING && length > 1 && endsWithZero(view, length); ) {
      if (isWhole(view, length)) {
        return;
      }
      padding++;
      length--;
    }
    picture(view, length);
  }

  private boolean endsWithZero(View view, long length) throws IOException, MalformedMedia {
    chunk.moveTo(view.offset + length - 1);
    return chunk.u8() == 0;
  }

  private boolean isWhole(View view, long length) throws IOException {
    try {
      picture(view, length);
      return true;
    } catch (MalformedMedia malformed) {
      return false;
    }
  }

  private void picture(View view, long length) throws IOException, MalformedMedia {
    chunk.moveTo(view.offset);
    ByteReader picture = chunk.part(length);
    String head = HexFormat.of().formatHex(picture.head(HEAD_BYTES));
    Optional<Signature> signature = Signature.of(head).filter(KINDS::contains);
    require(signature.isPresent(), "glTF picture that is none");
    ProbeResult found;
    try {
      found = signature.get().read(picture);
    } catch (MalformedMedia malformed) {
      throw new MalformedMedia("glTF picture: " + malformed.reason());
    }
    require(found instanceof ProbeResult.Image, "glTF picture that is none");
  }
}
