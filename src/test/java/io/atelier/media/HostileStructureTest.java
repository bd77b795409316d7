package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Issue 6: no small file costs much, however its parts are nested, repeated or empty. */
@Timeout(60) // of a hang: what is refused here took hours, or never came back
class HostileStructureTest {
  private static final byte[] AVIF = box("ftyp", ascii("avif"), new byte[4], ascii("avif"));
  private static final byte[] MP4 = box("ftyp", ascii("isom"), new byte[4], ascii("isom"));
  private static final byte[] FULL = new byte[4];
  private static final int LEVELS = 100_000;
  private static final int PARTS = 2_100_000;
  private static final int ENTRIES = 4_100_000;
  private static final int TABLE = 100_000;

  @TempDir Path directory;

  @Test
  @DisplayName("Boxes in boxes without end are refused before the stack is used up")
  void nested_boxes() throws IOException {
    for (String type : new String[] {"mdia", "minf", "stbl"}) {
      assertThat(reason(MP4, box("moov", box("trak", nested(type))))).contains("nested deeper");
    }
    assertThat(reason(AVIF, box("meta", FULL, nested("iprp")))).contains("nested deeper");
  }

  @Test
  @DisplayName("Extents that take no bytes of the file are counted all the same")
  void extents_of_no_bytes() throws IOException {
    ByteBuffer items = ByteBuffer.allocate(8 + 20_000 * 6).putInt(0);
    items.putShort((short) 0).putShort((short) 20_000);
    for (int n = 0; n < 20_000; n++) {
      items.putShort((short) n).putShort((short) 0).putShort((short) 0xffff);
    }
    assertThat(reason(AVIF, box("meta", FULL, box("iloc", items.array())))).contains("parts");
  }

  @Test
  @DisplayName("Properties of items are bounded over all boxes that list them")
  void associations_of_many_boxes() throws IOException {
    byte[][] boxes = new byte[200][];
    for (int n = 0; n < boxes.length; n++) {
      ByteBuffer list = ByteBuffer.allocate(8 + 10_000 * 3).putInt(0).putInt(10_000);
      for (int item = 0; item < 10_000; item++) {
        list.putShort((short) item).put((byte) 0);
      }
      boxes[n] = box("ipma", list.array());
    }
    assertThat(reason(AVIF, box("meta", FULL, box("iprp", boxes)))).contains("too many properties");
  }

  @Test
  @DisplayName("Parts of a byte or none are counted: of a GIF, a module and a PNG")
  void tiny_parts() throws IOException {
    ByteArrayOutputStream gif = new ByteArrayOutputStream();
    gif.writeBytes(ascii("GIF89a"));
    gif.writeBytes(new byte[] {1, 0, 1, 0, 0, 0, 0, 0x21, (byte) 0xfe});
    for (int n = 0; n < PARTS; n++) {
      gif.write(1);
      gif.write(0);
    }
    assertThat(reason(gif.toByteArray())).contains("parts");

    assertThat(reason(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0}, new byte[2 * PARTS]))
        .contains("parts");

    byte[] none = Samples.pngOf("IHDR", Samples.ihdr(1, 1, 8, 6));
    CRC32 crc = new CRC32();
    crc.update(ascii("teSt"));
    byte[] chunk =
        ByteBuffer.allocate(12).putInt(0).put(ascii("teSt")).putInt((int) crc.getValue()).array();
    assertThat(reason(none, concatenated(Collections.nCopies(PARTS, chunk).toArray(byte[][]::new))))
        .contains("parts");
  }

  @Test
  @DisplayName("Entries of tables are counted over all tables of a film, and all its fragments")
  void tables_of_many_boxes() throws IOException {
    byte[][] tables = new byte[ENTRIES / TABLE + 1][];
    Arrays.fill(tables, box("stts", FULL, number(TABLE), new byte[8 * TABLE]));
    assertThat(reason(MP4, box("moov", box("trak", box("mdia", box("minf", box("stbl", tables)))))))
        .contains("entries");
    Arrays.fill(tables, box("stco", FULL, number(TABLE), new byte[4 * TABLE]));
    assertThat(reason(MP4, box("moov", box("trak", box("mdia", box("minf", box("stbl", tables)))))))
        .contains("entries");
    byte[] timed = number(0x100);
    Arrays.fill(tables, box("trun", timed, number(TABLE), new byte[4 * TABLE]));
    assertThat(reason(MP4, box("moof", box("traf", tables)))).contains("entries");
  }

  @Test
  @DisplayName("Coded data of a JPEG that is nothing but marks is not followed to its end")
  void marks_without_end() throws IOException {
    BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    byte[] jpeg = HeldJpeg.bytes(picture, 1, ByteOrder.BIG_ENDIAN);
    byte[] marks = new byte[2 * ENTRIES + 2];
    for (int i = 0; i < marks.length; i += 2) {
      marks[i] = (byte) 0xff;
    }
    byte[] untilData = Arrays.copyOf(jpeg, jpeg.length - 2);
    assertThat(reason(untilData, marks, new byte[] {(byte) 0xff, (byte) 0xd9})).contains("entries");
  }

  @Test
  @DisplayName("Parts are counted over all pictures of a model")
  void parts_of_many_pictures() throws IOException {
    CRC32 crc = new CRC32();
    crc.update(ascii("teSt"));
    byte[] chunk =
        ByteBuffer.allocate(12).putInt(0).put(ascii("teSt")).putInt((int) crc.getValue()).array();
    byte[] png = Samples.png(1, 1);
    byte[] end = Arrays.copyOfRange(png, png.length - 12, png.length);
    byte[] chunks = concatenated(Collections.nCopies(PARTS / 10, chunk).toArray(byte[][]::new));
    byte[] picture = concatenated(Arrays.copyOf(png, png.length - 12), chunks, end);
    byte[][] pictures = new byte[11][];
    Arrays.fill(pictures, Arrays.copyOf(picture, (picture.length + 3) / 4 * 4));
    assertThat(reason(GlbSample.ofPictures(pictures))).contains("parts");
  }

  private String reason(byte[]... parts) throws IOException {
    Path file = Files.write(directory.resolve("hostile"), concatenated(parts));
    assertThat(MediaProbe.probe(file)).isInstanceOf(ProbeResult.Broken.class);
    return ((ProbeResult.Broken) MediaProbe.probe(file)).reason();
  }

  private static byte[] number(int number) {
    return ByteBuffer.allocate(4).putInt(number).array();
  }

  private static byte[] nested(String type) {
    ByteBuffer boxes = ByteBuffer.allocate(8 * LEVELS);
    while (boxes.hasRemaining()) {
      boxes.putInt(boxes.remaining()).put(ascii(type));
    }
    return boxes.array();
  }

  private static byte[] box(String type, byte[]... content) {
    byte[] all = concatenated(content);
    return ByteBuffer.allocate(8 + all.length)
        .putInt(8 + all.length)
        .put(ascii(type))
        .put(all)
        .array();
  }

  private static byte[] concatenated(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
