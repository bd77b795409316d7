package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The boxes of an ISO base media file (ISO/IEC 14496-12), walked to the last byte: MP4, M4A and
 * AVIF are told apart by the brands in {@code ftyp} and by their tracks.
 *
 * <p>An MP4 without picture is an M4A: players call it so, whatever brand its encoder wrote; and an
 * M4A with a picture is one still, for the picture is its cover.
 */
final class IsoBoxes {
  private static final int MAX_FTYP_BYTES = 1024;
  private static final int MAX_TRACKS = 64;
  private static final int FTYP = IsoBox.type("ftyp");
  private static final int META = IsoBox.type("meta");
  private static final int MDAT = IsoBox.type("mdat");
  private static final int MOOV = IsoBox.type("moov");
  private static final int MOOF = IsoBox.type("moof");
  private static final int MVHD = IsoBox.type("mvhd");
  private static final int MVEX = IsoBox.type("mvex");
  private static final int TRAK = IsoBox.type("trak");

  private static final Set<String> AVIF = Set.of("avif", "avis");
  private static final Set<String> HEIF = Set.of("mif1", "msf1", "miaf");
  private static final Set<String> M4A = Set.of("M4A ", "M4B ");
  private static final Set<String> MP4 =
      Set.of(
          "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42",
          "avc1", "M4V ", "M4VH", "M4VP", "MSNV", "dash");

  private final ByteReader reader;
  private final AvifItems items = new AvifItems();
  private final List<IsoTrack> tracks = new ArrayList<>();
  private final IsoFragments fragments = new IsoFragments();
  private String majorBrand = "";
  private final Set<String> brands = new HashSet<>();
  private FileFormat family = FileFormat.MP4;
  private double seconds;
  private boolean movie;
  private boolean faststart;
  private boolean meta;
  private boolean media;

  private IsoBoxes(ByteReader reader) {
    this.reader = reader;
  }

  static ProbeResult read(ByteReader reader) throws IOException, MalformedMedia {
    return new IsoBoxes(reader).read();
  }

  private ProbeResult read() throws IOException, MalformedMedia {
    reader.moveTo(0);
    brands();
    family = family();
    IsoBox.each(reader, reader.length(), this::box);
    require(media, "cut short: no media data");
    if (family == FileFormat.AVIF) {
      require(meta, "AVIF without meta box");
      return items.image(reader.length());
    }
    require(movie, "cut short: MP4 without moov box");
    for (IsoTrack track : tracks) {
      track.check(reader);
    }
    return result();
  }

  private ProbeResult result() throws MalformedMedia {
    Optional<IsoTrack> video = tracks.stream().filter(IsoTrack::moves).findFirst();
    Optional<IsoTrack> sound = tracks.stream().filter(IsoTrack::sounds).findFirst();
    require(video.isPresent() || sound.isPresent(), "MP4 without tracks");
    if (family == FileFormat.M4A || video.isEmpty()) {
      require(sound.isPresent(), "M4A without sound");
      IsoTrack track = sound.get();
      require(track.sampleRate() > 0 && track.channels() > 0, "M4A without sample rate");
      return new ProbeResult.Audio(
          FileFormat.M4A, track.codec(), seconds(track), track.sampleRate(), track.channels());
    }
    IsoTrack track = video.get();
    PixelLimit.check("MP4", track.width(), track.height());
    double seconds = seconds(track);
    return new ProbeResult.Video(
        FileFormat.MP4,
        track.codec(),
        track.width(),
        track.height(),
        seconds,
        fragments.any() ? fragments.samples(track.id()) / seconds : track.framesPerSecond(),
        sound.map(IsoTrack::codec),
        faststart);
  }

  private double seconds(IsoTrack track) throws MalformedMedia {
    double known = fragments.any() ? fragments.seconds(track.id(), track.timescale()) : seconds;
    known = known > 0 ? known : Math.max(seconds, track.seconds());
    require(known > 0, "MP4 of no duration");
    return known;
  }

  private void brands() throws IOException, MalformedMedia {
    long size = reader.u32be();
    require(size >= 16 && size <= MAX_FTYP_BYTES && size % 4 == 0, "ftyp box of size " + size);
    reader.skip(4);
    majorBrand = reader.ascii(4);
    reader.skip(4);
    while (reader.position() < size) {
      brands.add(reader.ascii(4));
    }
  }

  private FileFormat family() throws MalformedMedia {
    if (AVIF.contains(majorBrand)
        || (HEIF.contains(majorBrand) && brands.stream().anyMatch(AVIF::contains))) {
      return FileFormat.AVIF;
    }
    if (M4A.contains(majorBrand)) {
      return FileFormat.M4A;
    }
    // QuickTime and HEIC name MP4 among their brands at times, but are neither.
    require(
        MP4.contains(majorBrand)
            || (majorBrand.startsWith("3g") && brands.stream().anyMatch(MP4::contains)),
        "ftyp brand that is neither MP4, M4A nor AVIF");
    return FileFormat.MP4;
  }

  private void box(IsoBox box) throws IOException, MalformedMedia {
    require(box.type() != FTYP, "MP4 with a second ftyp box");
    if (box.type() == MOOV) {
      require(!movie, "MP4 with a second moov box");
      movie = true;
      faststart = !media;
      box.each(reader, this::movieBox);
    } else if (box.type() == MOOF) {
      fragments.fragment(reader, box);
    } else if (box.type() == META && family == FileFormat.AVIF) {
      meta = true;
      items.meta(reader, box);
    }
    media |= box.type() == MDAT;
  }

  private void movieBox(IsoBox box) throws IOException, MalformedMedia {
    if (box.type() == MVHD) {
      int version = IsoBox.version(reader);
      reader.skip(version == 1 ? 16 : 8);
      long timescale = reader.u32be();
      long duration = version == 1 ? reader.u64be() : reader.u32be();
      boolean known = version == 1 ? duration > 0 : duration != 0xffffffffL;
      seconds = known && timescale > 0 ? (double) duration / timescale : 0;
    } else if (box.type() == MVEX) {
      box.each(reader, inner -> fragments.defaults(reader, inner));
    } else if (box.type() == TRAK) {
      require(tracks.size() < MAX_TRACKS, "MP4 of more than " + MAX_TRACKS + " tracks");
      tracks.add(IsoTrack.read(reader, box));
    }
  }
}
