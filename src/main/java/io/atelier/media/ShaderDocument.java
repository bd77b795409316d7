package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The source text of a shader, read token by token without its comments (GLSL ES 3.00, section 3;
 * WGSL, section 3), and refused for what no shader has: control characters, quotes outside of
 * directives, directives of other languages.
 */
final class ShaderDocument {
  private static final int LONGEST_WORD = 64;
  private static final int END = -1;
  private static final int NEXT_LINE = 0x85;

  /** Of GLSL, and of the preprocessors that are put before both languages. */
  private static final Set<String> DIRECTIVES =
      Set.of(
          "version",
          "define",
          "undef",
          "if",
          "ifdef",
          "ifndef",
          "else",
          "elif",
          "endif",
          "error",
          "pragma",
          "extension",
          "line",
          "include",
          "import");

  private final Reader text;
  private final ShaderLanguage language = new ShaderLanguage();
  private int next;
  private boolean lineStart = true;
  private boolean directive;
  private boolean directiveName;

  private ShaderDocument(Reader text) {
    this.text = text;
  }

  /** {@link FileFormat#GLSL} or {@link FileFormat#WGSL}. */
  static FileFormat format(InputStream text) throws IOException, MalformedMedia {
    InputStreamReader characters = new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder());
    try {
      return new ShaderDocument(new BufferedReader(characters)).format();
    } catch (CharacterCodingException e) {
      throw new MalformedMedia("text that is not UTF-8");
    }
  }

  private FileFormat format() throws IOException, MalformedMedia {
    advance();
    while (next != END) {
      int c = next;
      if (c == '\n' || c == '\r') {
        endLine();
      } else if (blank(c)) {
        advance();
      } else if (wordPart(c)) {
        word();
      } else {
        advance();
        mark(c);
      }
    }
    return language.format();
  }

  private void endLine() throws IOException, MalformedMedia {
    lineStart = true;
    directive = false;
    directiveName = false;
    advance();
  }

  private void word() throws IOException, MalformedMedia {
    StringBuilder word = new StringBuilder();
    while (wordPart(next)) {
      if (word.length() < LONGEST_WORD) {
        word.append((char) next);
      }
      advance();
    }
    token(word.toString());
  }

  private void mark(int c) throws IOException, MalformedMedia {
    switch (c) {
      case '/' -> {
        if (next == '/') {
          lineComment();
        } else if (next == '*') {
          blockComment();
        } else {
          token("/");
        }
      }
      case '\\' -> {
        require(next == '\n' || next == '\r', "text that is neither JSON nor a shader");
        int lineEnd = next;
        advance();
        if (lineEnd == '\r' && next == '\n') {
          advance();
        }
      }
      case '#' -> {
        require(lineStart || directive, "text that is neither JSON nor a shader");
        directiveName = lineStart;
        directive = true;
        lineStart = false;
      }
      case '"', '\'' -> require(directive, "text that is neither JSON nor a shader");
      case '`', '$' -> throw new MalformedMedia("text that is neither JSON nor a shader");
      default -> token(String.valueOf((char) c));
    }
  }

  private void token(String token) throws MalformedMedia {
    require(
        !directiveName || DIRECTIVES.contains(token), "text with a directive that no shader has");
    if (!directive) {
      language.see(token);
    } else if (directiveName && token.equals("version")) {
      language.version();
    }
    directiveName = false;
    lineStart = false;
  }

  private void lineComment() throws IOException, MalformedMedia {
    while (next != END && next != '\n' && next != '\r') {
      advance();
    }
  }

  private void blockComment() throws IOException, MalformedMedia {
    int last = END;
    advance();
    while (!(last == '*' && next == '/')) {
      require(next != END, "cut short: shader within a comment");
      last = next;
      advance();
    }
    advance();
  }

  private void advance() throws IOException, MalformedMedia {
    next = text.read();
    require(
        next == END || blank(next) || !Character.isISOControl(next),
        "text with control characters");
  }

  private static boolean blank(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == NEXT_LINE;
  }

  private static boolean wordPart(int c) {
    return c != END
        && (c == '_' || Character.isLetterOrDigit(c) || Character.isSurrogate((char) c));
  }
}
