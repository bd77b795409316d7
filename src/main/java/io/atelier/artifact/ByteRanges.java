package io.atelier.artifact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which parts of an asset a {@code Range} header asks for (RFC 9110, section 14).
 *
 * <p>Whatever is no valid {@code bytes} range is as if it were not there, which the RFC allows, and
 * so are more than {@value #MOST} ranges: nobody plays a video that way. Ranges that touch or
 * overlap become one. One pass over the header, whatever it holds.
 */
sealed interface ByteRanges {
  /** The most ranges that are answered apart. */
  int MOST = 16;

  /** The whole asset: no range, or none that is understood. */
  record Whole() implements ByteRanges {}

  /** None of the ranges lies within the asset: 416. */
  record Unsatisfiable() implements ByteRanges {}

  /** Parts of the asset, in the order of their offsets, apart from one another; at least one. */
  record Parts(List<ByteRange> ranges) implements ByteRanges {}

  /**
   * One part, both ends included.
   *
   * @param first 0 to last
   * @param last below the asset's size
   */
  record ByteRange(long first, long last) {
    long length() {
      return last - first + 1;
    }

    /** The value of {@code Content-Range}. */
    String contentRange(long size) {
      return "bytes " + first + "-" + last + "/" + size;
    }
  }

  /**
   * What a header asks for.
   *
   * @param header the value of {@code Range}
   * @param size the asset's bytes, at least 1
   */
  static ByteRanges parse(String header, long size) {
    String unit = "bytes=";
    if (!header.regionMatches(true, 0, unit, 0, unit.length())) {
      return new Whole();
    }
    String[] specs = header.substring(unit.length()).split(",", MOST + 2);
    if (specs.length > MOST) {
      return new Whole();
    }
    List<ByteRange> ranges = new ArrayList<>();
    boolean any = false;
    for (String spec : specs) {
      String text = spec.strip();
      if (text.isEmpty()) {
        continue; // the list syntax allows empty elements
      }
      Optional<Spec> parsed = Spec.parse(text);
      if (parsed.isEmpty()) {
        return new Whole();
      }
      any = true;
      parsed.get().within(size).ifPresent(ranges::add);
    }
    if (!any) {
      return new Whole();
    }
    return ranges.isEmpty() ? new Unsatisfiable() : new Parts(coalesced(ranges));
  }

  private static List<ByteRange> coalesced(List<ByteRange> ranges) {
    ranges.sort(Comparator.comparingLong(ByteRange::first));
    List<ByteRange> apart = new ArrayList<>();
    for (ByteRange range : ranges) {
      ByteRange before = apart.isEmpty() ? null : apart.get(apart.size() - 1);
      if (before != null && range.first() <= before.last() + 1) {
        long last = Math.max(before.last(), range.last());
        apart.set(apart.size() - 1, new ByteRange(before.first(), last));
      } else {
        apart.add(range);
      }
    }
    return List.copyOf(apart);
  }

  /**
   * One element of the header as it is written.
   *
   * @param first -1 where it is a suffix
   * @param last the suffix's length where it is one; {@code Long.MAX_VALUE} where it is open
   */
  record Spec(long first, long last) {
    /** More digits than this are more bytes than any file has. */
    private static final int DIGITS = 18;

    static Optional<Spec> parse(String text) {
      int dash = text.indexOf('-');
      if (dash < 0) {
        return Optional.empty();
      }
      String before = text.substring(0, dash);
      String after = text.substring(dash + 1);
      if (!isDigits(before) || !isDigits(after) || (before.isEmpty() && after.isEmpty())) {
        return Optional.empty();
      }
      if (before.isEmpty()) {
        return Optional.of(new Spec(-1, number(after)));
      }
      Spec spec = new Spec(number(before), after.isEmpty() ? Long.MAX_VALUE : number(after));
      return spec.first() <= spec.last() ? Optional.of(spec) : Optional.empty();
    }

    Optional<ByteRange> within(long size) {
      if (first < 0) {
        return last == 0
            ? Optional.empty()
            : Optional.of(new ByteRange(Math.max(0, size - last), size - 1));
      }
      return first >= size
          ? Optional.empty()
          : Optional.of(new ByteRange(first, Math.min(last, size - 1)));
    }

    private static boolean isDigits(String text) {
      return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static long number(String digits) {
      String significant = digits.replaceFirst("^0+(?=.)", "");
      return significant.length() > DIGITS ? Long.MAX_VALUE - 1 : Long.parseLong(significant);
    }
  }
}
