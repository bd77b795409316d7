package io.atelier.generation;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Nothing new is begun until an operator says otherwise; what is under way goes on to its end.
 *
 * @param since from when on
 * @param by who paused it
 * @param reason what for, in that person's words
 */
@JsonbPropertyOrder({"since", "by", "reason"})
public record Pause(Instant since, String by, @Nullable String reason) {}
