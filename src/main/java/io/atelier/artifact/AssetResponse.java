package io.atelier.artifact;

import io.atelier.artifact.AssetBody.Part;
import io.atelier.artifact.AssetBody.Piece;
import io.atelier.artifact.AssetBody.Source;
import io.atelier.artifact.AssetBody.Text;
import io.atelier.artifact.ByteRanges.ByteRange;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ErrorPageServlet;
import io.atelier.problem.Problem;
import io.atelier.problem.ProblemException;
import io.atelier.storage.StoredAsset;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One answer of the asset servlet, after the request was authorized: whole, parts, 304 or 416. */
final class AssetResponse {
  // Less than a connection takes without its reader, which is 121,636 bytes where segments are
  // those
  // of an Ethernet; below that another thread costs more than it saves.
  private static final long LARGE_BYTES = 32 * 1024;

  private final AssetPath path;
  private final StoredAsset asset;
  private final AssetHeaders headers;
  private final Source source;
  private final Duration cachedFor;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final LargeReads large;

  /**
   * An answer to be sent.
   *
   * @param large sends what may wait for a slow reader
   */
  AssetResponse(
      AssetPath path,
      StoredAsset asset,
      Source source,
      Duration cachedFor,
      HttpServletRequest request,
      HttpServletResponse response,
      LargeReads large) {
    this.path = path;
    this.asset = asset;
    this.headers =
        source instanceof SmallAssets.Entry small ? small.headers() : AssetHeaders.of(path, asset);
    this.source = source;
    this.cachedFor = cachedFor;
    this.request = request;
    this.response = response;
    this.large = large;
  }

  /** Sends headers, and the body where the method has one. */
  void send() throws IOException {
    Preconditions preconditions = new Preconditions(request, headers);
    if (preconditions.failed()) {
      throw new ProblemException(
          ErrorCode.PRECONDITION_FAILED,
          "If-Match or If-Unmodified-Since names another content than the asset has.");
    }
    if (preconditions.notModified()) {
      headers.describe(response, cachedFor);
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    switch (ranges(preconditions)) {
      case ByteRanges.Whole w -> whole();
      case ByteRanges.Unsatisfiable u -> unsatisfiable();
      case ByteRanges.Parts p -> parts(p.ranges());
    }
  }

  // A range has a meaning for GET only.
  private ByteRanges ranges(Preconditions preconditions) {
    String header = request.getHeader("Range");
    return header == null || !isGet() || !preconditions.rangeApplies()
        ? new ByteRanges.Whole()
        : ByteRanges.parse(header, asset.sizeBytes());
  }

  private void whole() throws IOException {
    headers.describe(response, cachedFor);
    response.setContentLengthLong(asset.sizeBytes());
    if (isGet()) {
      send(List.of(new Part(new ByteRange(0, asset.sizeBytes() - 1))));
    }
  }

  private void unsatisfiable() throws IOException {
    response.setHeader("Content-Range", "bytes */" + asset.sizeBytes());
    ErrorPageServlet.write(
        response,
        Problem.of(
            ErrorCode.RANGE_NOT_SATISFIABLE,
            "Range",
            "The asset has " + asset.sizeBytes() + " bytes; ask for some of them."));
  }

  private void part(ByteRange range) throws IOException {
    headers.describe(response, cachedFor);
    response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
    response.setHeader("Content-Range", range.contentRange(asset.sizeBytes()));
    response.setContentLengthLong(range.length());
    send(List.of(new Part(range)));
  }

  private void parts(List<ByteRange> ranges) throws IOException {
    if (ranges.size() == 1) {
      part(ranges.get(0));
    } else {
      multipart(ranges);
    }
  }

  private void multipart(List<ByteRange> ranges) throws IOException {
    String boundary = UUID.randomUUID().toString();
    List<Piece> pieces = new ArrayList<>();
    for (ByteRange range : ranges) {
      pieces.add(text("\r\n--" + boundary + head(range)));
      pieces.add(new Part(range));
    }
    pieces.add(text("\r\n--" + boundary + "--\r\n"));
    headers.describe(response, cachedFor);
    response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
    response.setContentType("multipart/byteranges; boundary=" + boundary);
    response.setContentLengthLong(pieces.stream().mapToLong(Piece::length).sum());
    send(pieces);
  }

  private String head(ByteRange range) {
    return "\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
        .formatted(headers.contentType(), range.contentRange(asset.sizeBytes()));
  }

  private static Text text(String ascii) {
    return new Text(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  private boolean isGet() {
    return request.getMethod().equals("GET");
  }

  private void send(List<Piece> pieces) throws IOException {
    AssetBody body = new AssetBody(source, pieces);
    if (body.length() > LARGE_BYTES) {
      large.send(path.tenant(), body, request);
    } else if (source instanceof SmallAssets.Entry small) {
      for (Piece piece : pieces) {
        piece.writeTo(response.getOutputStream(), small.bytes());
      }
    } else {
      BodyWriter.sendNow(body, response.getOutputStream());
    }
  }
}
