package io.atelier.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/** The SHA-256 of an asset's bytes, 64 lower-case hexadecimal digits (FR-004). */
public record ContentHash(String hex) {
  private static final Pattern PATTERN = Pattern.compile("[0-9a-f]{64}");
  private static final int BUFFER_BYTES = 64 * 1024;

  public ContentHash {
    if (!PATTERN.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a SHA-256 in hexadecimal");
    }
  }

  /** The hash of a file's bytes, read as a stream. */
  static ContentHash of(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return of(bytes, number -> {});
    }
  }

  /**
   * The hash of a stream's bytes.
   *
   * @param read is told how many bytes were read, again and again
   */
  static ContentHash of(InputStream bytes, IntConsumer read) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
      digest.update(buffer, 0, n);
      read.accept(n);
    }
    return of(digest);
  }

  /** The hash that a digest came to. */
  static ContentHash of(MessageDigest digest) {
    return new ContentHash(HexFormat.of().formatHex(digest.digest()));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
