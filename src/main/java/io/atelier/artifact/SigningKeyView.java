package io.atelier.artifact;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;

/** A key that signs a tenant's asset URLs, or did before the next; without its secret. */
@JsonbPropertyOrder({"id", "createdAt"})
public record SigningKeyView(String id, Instant createdAt) {}
