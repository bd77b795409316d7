package io.atelier.media;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.atelier.media.codec.CodecException;
import io.atelier.media.codec.VideoDecoder;
import java.awt.color.CMMException;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes PNG, JPEG, GIF, WebP and AVIF pictures into 8-bit sRGB, after the probe has found them
 * whole and not larger than allowed; of an animation, the first frame.
 *
 * <p>Pictures come out upright, as their Exif says. An AVIF is decoded as the film of one picture
 * that it is, in a process of its own, and opaque; one that is put together of several is refused.
 * Embedded colour profiles are not applied; KTX2 and OpenEXR are not decoded. Memory: the pixels
 * asked for times 8 bytes, or times 12 for pictures of 16 bits; a WebP, and a progressive JPEG
 * outside of the heap, take as much for all their pixels. What would take more than a third of the
 * heap is refused. Stateless and thread-safe.
 */
public final class ImageDecoder {
  private static final long LARGE_PIXELS = 1 << 24;
  private static final long BYTES_PER_PIXEL = 8;
  private static final String UNKNOWN_KIND = "its pixels are of a kind that is not decoded here";

  /** How libjpeg warns (JWRN_HIT_MARKER, JWRN_JPEG_EOF) of the pixels it paints grey. */
  private static final String CUT_JPEG = "remature end of ";

  /** What a reader takes for all pixels of a picture is taken by two at once, not by each job. */
  private static final Semaphore LARGE = new Semaphore(2);

  private ImageDecoder() {}

  /**
   * Decodes a picture.
   *
   * @param mostPixels that it may have
   * @return an opaque picture without an alpha channel, or one with
   * @throws UndecodableMediaException if its pixels are damaged, or some are missing
   * @throws UnusableMediaException if it is no picture that can be decoded, or has more pixels
   * @throws IOException if the disk fails
   */
  public static BufferedImage read(Path file, long mostPixels) throws IOException {
    return read(file, mostPixels, Integer.MAX_VALUE);
  }

  /**
   * Decodes a picture of which no more detail is wanted than a side of so many pixels can show:
   * only every nth pixel is kept, so that both sides are at least this long, if they were.
   */
  static BufferedImage read(Path file, long mostPixels, int side) throws IOException {
    return read(
        file, mostPixels, image -> Math.max(1, Math.min(image.width(), image.height()) / side));
  }

  /**
   * Decodes a picture of which only every nth pixel is kept, so that neither side is longer than so
   * many pixels.
   *
   * @throws UndecodableMediaException if its pixels are damaged, or some are missing
   * @throws UnusableMediaException if it is no picture that can be decoded, or has more pixels
   * @throws IOException if the disk fails
   */
  public static BufferedImage readWithin(Path file, long mostPixels, int side) throws IOException {
    return read(
        file, mostPixels, image -> Math.ceilDiv(Math.max(image.width(), image.height()), side));
  }

  private static BufferedImage read(
      Path file, long mostPixels, ToIntFunction<ProbeResult.Image> steps) throws IOException {
    ProbeResult found = MediaProbe.probe(file);
    if (found instanceof ProbeResult.Broken broken) {
      throw new UnusableMediaException(broken.reason());
    }
    if (!(found instanceof ProbeResult.Image image)) {
      throw new UnusableMediaException("it is no picture");
    }
    PixelLimit.within(image.width(), image.height(), mostPixels);
    int step = steps.applyAsInt(image);
    if (bytes(image, step) > Runtime.getRuntime().maxMemory() / 3) {
      throw new UnusableMediaException(
          "%d x %d pixels take too much memory".formatted(image.width(), image.height()));
    }
    BufferedImage plain = decoded(file, image, step);
    return image.format() == FileFormat.JPEG ? Orientation.of(file).upright(plain) : plain;
  }

  private static long bytes(ProbeResult.Image image, int step) {
    // This reader picks from all pixels, the others from one line.
    int kept = image.format() == FileFormat.WEBP ? 1 : step;
    return BYTES_PER_PIXEL * Math.ceilDiv(image.width(), kept) * Math.ceilDiv(image.height(), kept);
  }

  private static BufferedImage decoded(Path file, ProbeResult.Image image, int step)
      throws IOException {
    if ((long) image.width() * image.height() < LARGE_PIXELS) {
      return PlainPixels.of(pixels(file, image, step));
    }
    LARGE.acquireUninterruptibly();
    try {
      return PlainPixels.of(pixels(file, image, step));
    } finally {
      LARGE.release();
    }
  }

  private static BufferedImage pixels(Path file, ProbeResult.Image image, int step)
      throws IOException {
    return image.format() == FileFormat.AVIF
        ? film(file, Math.ceilDiv(image.width(), step), Math.ceilDiv(image.height(), step))
        : decoded(file, image.format(), step);
  }

  private static BufferedImage film(Path file, int width, int height) throws IOException {
    BufferedImage picture;
    try {
      picture = VideoDecoder.first(file, VideoDecoder.Limits.ofPicture(width, height));
    } catch (CodecException | EOFException e) {
      throw new UnusableMediaException(UNKNOWN_KIND);
    }
    // To the pixel that rounding takes; else it is one of several that the whole is made of.
    if (Math.abs(picture.getWidth() - width) > 1 || Math.abs(picture.getHeight() - height) > 1) {
      throw new UnusableMediaException(UNKNOWN_KIND);
    }
    return picture;
  }

  private static BufferedImage decoded(Path file, FileFormat format, int step) throws IOException {
    ImageReader reader = reader(format);
    try (ImageInputStream stream = new FileImageInputStream(file.toFile())) {
      // Without metadata: there may be bombs in it.
      reader.setInput(stream, true, true);
      requireKnown(reader);
      AtomicBoolean cut = new AtomicBoolean();
      reader.addIIOReadWarningListener(
          (from, warning) -> cut.compareAndSet(false, warning.contains(CUT_JPEG)));
      ImageReadParam parameters = reader.getDefaultReadParam();
      parameters.setSourceSubsampling(step, step, 0, 0);
      BufferedImage image = reader.read(0, parameters);
      if (cut.get()) {
        throw new UndecodableMediaException();
      }
      return image;
    } catch (UnusableMediaException e) {
      throw e;
    } catch (UnsupportedOperationException | CMMException e) {
      throw new UnusableMediaException(UNKNOWN_KIND);
    } catch (IOException | RuntimeException e) {
      // The readers fail in every way on damaged content. A failing disk looks alike, but has just
      // been read from end to end by the probe.
      throw new UndecodableMediaException();
    } finally {
      reader.dispose();
    }
  }

  /** Other decoders may well know more: a JPEG of four inks, or of 12 bits, is a sound one. */
  private static void requireKnown(ImageReader reader) {
    boolean known;
    try {
      known = reader.getImageTypes(0).hasNext();
    } catch (IOException | RuntimeException e) {
      known = false;
    }
    if (!known) {
      throw new UnusableMediaException(UNKNOWN_KIND);
    }
  }

  private static ImageReader reader(FileFormat format) throws IOException {
    return switch (format) {
      // By itself, for plug-ins in a WAR are not found.
      case WEBP -> new WebPImageReaderSpi().createReaderInstance();
      case PNG, JPEG, GIF -> {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        yield readers.next();
      }
      default -> throw new UnusableMediaException(format + " is not decoded here");
    };
  }
}
