package io.atelier.provider.nanobanana;

import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderSnapshot.Failed;
import io.atelier.provider.Workspace;
import io.atelier.provider.WorkspaceException;
import io.atelier.provider.remote.ApiKey;
import io.atelier.provider.remote.Envelope;
import io.atelier.provider.remote.Outcomes;
import io.atelier.provider.remote.ProviderWords;
import io.atelier.provider.remote.ReferenceImage;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Puts the image that a request refers to where the provider can read it: under a name that tells
 * nothing of whose it is, and that nobody can guess.
 */
final class Uploads {
  private static final String FOLDER = "references";

  private final NanoBananaCalls calls;
  private final NanoBananaSettings settings;

  Uploads(NanoBananaCalls calls, NanoBananaSettings settings) {
    this.calls = calls;
    this.settings = settings;
  }

  /** What came of it. */
  sealed interface Uploaded {
    /** It is there. */
    record At(String url) implements Uploaded {}

    /** It is not, and nothing was asked for yet. */
    record Not(Failed why) implements Uploaded {}
  }

  Uploaded put(GenerationRequest request, Workspace workspace) {
    Optional<ReferenceImage> image = image(request, workspace);
    if (image.isEmpty()) {
      return new Uploaded.Not(
          new Failed(
              FailureClass.INVALID_INPUT, "reference", "the reference is no image it can use"));
    }
    return Outcomes.of(
        () -> calls.upload(body(image.get())),
        answer -> uploaded(new Envelope(answer)),
        Uploaded.Not::new);
  }

  private Uploaded uploaded(Envelope answer) {
    return answer
        .data()
        .flatMap(data -> data.text("downloadUrl"))
        .<Uploaded>map(Uploaded.At::new)
        .orElseGet(() -> new Uploaded.Not(failed(answer)));
  }

  // A first frame decides a video's shape, whatever else is asked for.
  private static Optional<ReferenceImage> image(GenerationRequest request, Workspace workspace) {
    try {
      Optional<Path> file = workspace.reference();
      if (file.isEmpty()) {
        return Optional.empty();
      }
      return request instanceof GenerationRequest.Video video
          ? ReferenceImage.of(file.get(), video.width(), video.height())
          : ReferenceImage.of(file.get());
    } catch (IOException e) {
      throw new WorkspaceException(e);
    }
  }

  private static String body(ReferenceImage image) {
    return Json.createObjectBuilder()
        .add("base64Data", image.dataUri())
        .add("uploadPath", FOLDER)
        .add("fileName", UUID.randomUUID() + "." + image.extension())
        .build()
        .toString();
  }

  private Failed failed(Envelope envelope) {
    ApiKey key = settings.remote().key();
    return new Failed(
        settings.codes().ofRefusal(envelope),
        ProviderWords.code(envelope.code(), key),
        "the reference was not taken: " + ProviderWords.shown(envelope.message(), key));
  }
}
