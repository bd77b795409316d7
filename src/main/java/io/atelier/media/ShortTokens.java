package io.atelier.media;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * A JSON text with the ends of its long strings left out, because the parser holds a whole string
 * in memory.
 *
 * <p>Whatever the grammar forbids in the part left out, and a number too long to be one, is handed
 * on as U+0000, which the parser refuses anywhere.
 */
final class ShortTokens extends FilterReader {
  private static final int STRING_KEPT = 256;
  private static final int LONGEST_NUMBER = 1024;
  private static final char REFUSED = '\0';

  private boolean string;
  private boolean escape;
  private int hexDigits;
  private int length;

  ShortTokens(Reader text) {
    super(text);
  }

  @Override
  public int read(char[] into, int offset, int wanted) throws IOException {
    int kept = 0;
    while (kept == 0) {
      int read = super.read(into, offset, wanted);
      if (read <= 0) {
        return read;
      }
      kept = filter(into, offset, read);
    }
    return kept;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  private int filter(char[] text, int offset, int count) {
    int to = offset;
    for (int from = offset; from < offset + count; from++) {
      char c = text[from];
      if (!string) {
        text[to++] = outside(c);
      } else if (!inside(c)) {
        text[to++] = REFUSED;
      } else if (!string || length <= STRING_KEPT) {
        text[to++] = c;
      }
    }
    return to - offset;
  }

  private char outside(char c) {
    string = c == '"';
    boolean part = c > ' ' && ",:[]{}\"".indexOf(c) < 0;
    length = part ? length + 1 : 0;
    return length > LONGEST_NUMBER ? REFUSED : c;
  }

  /** Follows the string; false if the grammar forbids the character here. */
  private boolean inside(char c) {
    if (hexDigits > 0) {
      hexDigits--;
      return Character.digit(c, 16) >= 0 && c < 0x80;
    }
    if (escape) {
      escape = false;
      hexDigits = c == 'u' ? 4 : 0;
      return "\"\\/bfnrtu".indexOf(c) >= 0;
    }
    length++; // once for an escape, so that none is cut in two
    escape = c == '\\';
    string = c != '"';
    return c >= ' ';
  }
}
