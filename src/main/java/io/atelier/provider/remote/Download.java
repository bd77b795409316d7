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
import org.jspecify.annotations.Nullable;

/**
 * What there is so far of a result that is fetched. It is gone on with only while its content is
 * known to be the same (RFC 9110, 13.1.5 and 14.4); else it is begun again, in another file.
 */
final class Download implements AutoCloseable {
  private final Workspace workspace;
  private @Nullable ResultWriter file;
  private @Nullable String entityTag;
  private long length;
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
    boolean goesOn =
        head.status() == 206
            && length > 0
            && head.contentRange().orElse("").startsWith("bytes " + length + "-");
    if (head.status() != 200 && !goesOn) {
      entityTag = null; // a range that is refused is not asked for again
      return Optional.empty();
    }
    if (!goesOn) {
      close();
      file = workspace.newWriter();
      length = 0;
      document = isDocument(head.contentType().orElse(""));
    }
    entityTag = head.entityTag().filter(tag -> tag.startsWith("\"")).orElse(null);
    return Optional.of(new Body(file));
  }

  /** What it is, when no more of it comes. */
  Fetched whole() {
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
