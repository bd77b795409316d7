package io.atelier.artifact;

import jakarta.json.bind.annotation.JsonbNillable;
import org.jspecify.annotations.Nullable;

/**
 * How much a tenant may keep: the document {@code storage} of its settings.
 *
 * @param quotaBytes bytes on the disk, 0 or more; null for any number
 */
@JsonbNillable // that there is no limit has to be said
public record Quota(@Nullable Long quotaBytes) {}
