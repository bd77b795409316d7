package io.atelier.artifact;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/** A signed URL of an artifact, and when it ends. */
@JsonbPropertyOrder({"artifact", "type", "role", "uri", "signedUri", "expiresAt"})
public record SignedUriView(
    UUID artifact, String type, String role, URI uri, URI signedUri, Instant expiresAt) {}
