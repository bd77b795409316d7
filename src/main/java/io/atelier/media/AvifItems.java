package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The items of an AVIF picture (ISO/IEC 23008-12; AVIF 1.1): which of them is shown, its size, and
 * whether all of them lie within the file.
 */
final class AvifItems {
  private static final int PITM = IsoBox.type("pitm");
  private static final int ILOC = IsoBox.type("iloc");
  private static final int IPRP = IsoBox.type("iprp");
  private static final int IPCO = IsoBox.type("ipco");
  private static final int IPMA = IsoBox.type("ipma");
  private static final int ISPE = IsoBox.type("ispe");
  private static final int IROT = IsoBox.type("irot");
  private static final int MAX_ITEMS = 20_000;

  /** Ten of each item: some 20 MiB. */
  private static final int MAX_ASSOCIATIONS = 200_000;

  /** A size, a quarter turn, or something else. */
  private record Property(long width, long height, boolean turned) {}

  private final List<Property> properties = new ArrayList<>();
  private final Map<Long, List<Integer>> propertiesOf = new HashMap<>();
  private int associations;
  private long primary = -1;
  private long end;

  /** Reads a {@code meta} box. */
  void meta(ByteReader reader, IsoBox meta) throws IOException, MalformedMedia {
    IsoBox.version(reader);
    meta.each(reader, box -> box(reader, box));
  }

  private void box(ByteReader reader, IsoBox box) throws IOException, MalformedMedia {
    int type = box.type();
    if (type == PITM) {
      primary = IsoBox.version(reader) == 0 ? reader.u16be() : reader.u32be();
    } else if (type == ILOC) {
      locations(reader);
    } else if (type == IPRP) {
      box.each(reader, inner -> box(reader, inner));
    } else if (type == IPCO) {
      box.each(reader, inner -> property(reader, inner));
    } else if (type == IPMA) {
      associations(reader);
    }
  }

  private void property(ByteReader reader, IsoBox box) throws IOException, MalformedMedia {
    require(properties.size() < MAX_ITEMS, "AVIF of too many properties");
    if (box.type() == ISPE) {
      IsoBox.version(reader);
      properties.add(new Property(reader.u32be(), reader.u32be(), false));
    } else {
      properties.add(new Property(0, 0, box.type() == IROT && (reader.u8() & 1) == 1));
    }
  }

  private void locations(ByteReader reader) throws IOException, MalformedMedia {
    int version = IsoBox.version(reader);
    int sizes = reader.u16be();
    int offsetBytes = sizes >> 12;
    int lengthBytes = sizes >> 8 & 15;
    int baseBytes = sizes >> 4 & 15;
    int indexBytes = version > 0 ? sizes & 15 : 0;
    long items = version < 2 ? reader.u16be() : reader.u32be();
    require(items <= MAX_ITEMS, "AVIF of " + items + " items");
    for (; items > 0; items--) {
      reader.countPart();
      reader.skip(version < 2 ? 2 : 4);
      boolean inFile = version == 0 || (reader.u16be() & 15) == 0;
      reader.skip(2);
      long base = number(reader, baseBytes);
      for (int extents = reader.u16be(); extents > 0; extents--) {
        reader.countPart(); // it may have no bytes at all
        reader.skip(indexBytes);
        long offset = base + number(reader, offsetBytes);
        long length = number(reader, lengthBytes);
        require(offset >= 0 && length >= 0, "AVIF item out of any file");
        end = inFile ? Math.max(end, offset + length) : end;
      }
    }
  }

  private static long number(ByteReader reader, int bytes) throws IOException, MalformedMedia {
    return switch (bytes) {
      case 0 -> 0;
      case 4 -> reader.u32be();
      case 8 -> reader.u64be();
      default -> throw new MalformedMedia("AVIF item location of " + bytes + " bytes");
    };
  }

  private void associations(ByteReader reader) throws IOException, MalformedMedia {
    long head = reader.u32be();
    boolean wideIds = head >>> 24 > 0;
    boolean wideIndexes = (head & 1) == 1;
    long items = reader.u32be();
    require(items <= MAX_ITEMS, "AVIF of " + items + " items");
    for (; items > 0; items--) {
      associate();
      long id = wideIds ? reader.u32be() : reader.u16be();
      List<Integer> indexes = new ArrayList<>();
      for (int left = reader.u8(); left > 0; left--) {
        associate();
        indexes.add(wideIndexes ? reader.u16be() & 0x7fff : reader.u8() & 0x7f);
      }
      propertiesOf.put(id, indexes);
    }
  }

  // Over all of its boxes: each is kept.
  private void associate() throws MalformedMedia {
    require(++associations <= MAX_ASSOCIATIONS, "AVIF of too many properties of items");
  }

  /** The picture as it is shown, in a file of so many bytes. */
  ProbeResult image(long length) throws MalformedMedia {
    require(end >= 0 && end <= length, "cut short: AVIF item to " + end + " of " + length);
    long width = 0;
    long height = 0;
    boolean turned = false;
    for (int index : propertiesOf.getOrDefault(primary, List.of())) {
      require(index <= properties.size(), "AVIF item with an unknown property");
      Property property = index == 0 ? new Property(0, 0, false) : properties.get(index - 1);
      width = property.width > 0 ? property.width : width;
      height = property.height > 0 ? property.height : height;
      turned |= property.turned;
    }
    return turned
        ? PixelLimit.image(FileFormat.AVIF, height, width)
        : PixelLimit.image(FileFormat.AVIF, width, height);
  }
}
