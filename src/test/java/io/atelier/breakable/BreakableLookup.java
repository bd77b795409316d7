package io.atelier.breakable;

import io.atelier.provider.Submission;
import io.atelier.provider.TaskLookup;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The adapter of the account that has a list. */
final class BreakableLookup extends BreakableAdapter implements TaskLookup {

  BreakableLookup(Optional<URI> server, Duration timeout, Duration downloadTimeout) {
    super(Flavour.LOOKUP, server, timeout, downloadTimeout);
  }

  @Override
  public Finding lookUp(Submission submission, Instant since) {
    return switch (client().get("/v1/tasks?reference=" + Wire.path(submission.key()))) {
      case Exchanged.NotSent e -> new Finding.Unclear(e.reason());
      case Exchanged.Lost e -> new Finding.Unclear(e.reason());
      case Exchanged.TooLarge e -> new Finding.Unclear(e.reason());
      case Exchanged.Answered e -> Wire.found(e);
    };
  }
}
