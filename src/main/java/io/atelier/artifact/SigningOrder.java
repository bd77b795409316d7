package io.atelier.artifact;

import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.JsonBody;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;

/** How long a signed URL is to live: {@code {"expires_in_seconds":3600}}, or no body at all. */
record SigningOrder(Duration lifetime) {
  private static final String FIELD = "expires_in_seconds";

  static SigningOrder read(InputStream body, SignedLinks links) throws IOException {
    PushbackInputStream in = new PushbackInputStream(body);
    int first = in.read();
    if (first < 0) {
      return new SigningOrder(links.usual());
    }
    in.unread(first);
    JsonObject object = JsonBody.read(in, List.of(FIELD));
    JsonValue given = object.get(FIELD);
    if (given == null || given == JsonValue.NULL) {
      return new SigningOrder(links.usual());
    }
    long most = links.longest().toSeconds();
    if (given instanceof JsonNumber number && number.isIntegral()) {
      long seconds = number.bigIntegerValue().min(BigInteger.valueOf(most + 1)).longValue();
      if (seconds >= SignedLinks.SHORTEST.toSeconds() && seconds <= most) {
        return new SigningOrder(Duration.ofSeconds(seconds));
      }
    }
    throw new InvalidFieldException(
        FIELD,
        "must be a whole number of seconds from %d to %d"
            .formatted(SignedLinks.SHORTEST.toSeconds(), most));
  }
}
