package io.atelier.generation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Jobs are to be cancelled, as clients ask for it.
 *
 * @param dryRun whether they are only to be counted; null if not
 * @param limit how many at most, 1 to 500; null for 100
 * @param cursor the next of the answer before; null to begin
 */
public record CancelOrder(
    @Schema(required = true) LiveFilter filter,
    @Schema(defaultValue = "false") @Nullable Boolean dryRun,
    @Schema(minimum = "1", maximum = "500", defaultValue = "100") @Nullable Integer limit,
    @Nullable String cursor) {}
