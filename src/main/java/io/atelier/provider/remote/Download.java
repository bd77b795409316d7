package io.atelier.provider.remote;

import io.atelier.egress.EgressHead;
import io.atelier.provider.ResultWriter;
import io.atelier.provider.Workspace;
import io.atelier.provider.WorkspaceException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What there is so far of a result that is fetched. It is gone on with only while its content is
 * known to be the same (RFC 9110, 13.1.5 and 14.4); else it is begun again, in another file.
 */
final class Download implements AutoCloseable {
  private static final long UNKNOWN = -1;
  private static final Pattern RANGE =
      Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

  private final Workspace workspace;
  private @Nullable ResultWriter file;
  private @Nullable String entityTag;
  private long length;
  private long total = UNKNOWN;
  private boolean accepted;
  private char first;
  private boolean document;

  Download(Workspace workspace) {
    this.workspace = workspace;
  }

  /** The headers that ask for the rest of it; none where it has to be begun. */
  Map<String, String> resuming() {
    return length == 0 || entityTag == null
        ? Map.of()
        : Map.of("Range", "bytes=" + length + "-", "If-Range", entityTag);
  }

  /** Where the body is to go, or empty if it is none of the result's. */
  Optional<OutputStream> begin(EgressHead head) {
    boolean goesOn = head.status() == 206 && length > 0 && goesOn(head.contentRange().orElse(""));
    accepted = head.status() == 200 || goesOn;
    if (!accepted) {
      entityTag = null; // a range that is refused is not asked for again
      return Optional.empty();
    }
    if (!goesOn) {
      close();
      file = workspace.newWriter();
      length = 0;
      total = head.contentLength().orElse(UNKNOWN);
      document = isDocument(head.contentType().orElse(""));
    }
    entityTag = head.entityTag().filter(tag -> tag.startsWith("\"")).orElse(null);
    return Optional.of(new Body(file));
  }

  /** Whether what comes is the very next part, of as many bytes in all as were to come. */
  private boolean goesOn(String contentRange) {
    Matcher range = RANGE.matcher(contentRange.strip());
    if (!range.matches() || Long.parseLong(range.group(1)) != length) {
      return false;
    }
    long of = range.group(2).equals("*") ? total : Long.parseLong(range.group(2));
    if (total != UNKNOWN && of != total) {
      return false;
    }
    total = of;
    return true;
  }

  /** What it is, when no more of it comes. */
  Fetched whole() {
    if (!accepted) {
      return new Fetched.Later("another part of the result came than was asked for");
    }
    if (total != UNKNOWN && length != total) {
      return new Fetched.Later("%d of the result's %d bytes came".formatted(length, total));
    }
    ResultWriter written = file;
    if (written == null || length == 0) {
      return new Fetched.Wrong("the result is empty");
    }
    if (document || first == '<' || first == '{') {
      return new Fetched.Wrong("the result is a document, not media");
    }
    close();
    return new Fetched.Whole(written.path());
  }

  private static boolean isDocument(String contentType) {
    return contentType.startsWith("text/html") || contentType.startsWith("application/json");
  }

  @Override
  public void close() {
    try {
      if (file != null && file.isOpen()) {
        file.close();
      }
    } catch (IOException e) {
      throw new WorkspaceException(e);
    }
  }

  private final class Body extends OutputStream {
    private final ResultWriter to;

    Body(@Nullable ResultWriter to) {
      this.to = Objects.requireNonNull(to);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      if (length == 0 && count > 0) {
        first = (char) bytes[offset];
      }
      ByteBuffer rest = ByteBuffer.wrap(bytes, offset, count);
      while (rest.hasRemaining()) {
        to.write(rest);
      }
      length += count;
    }
  }
}
