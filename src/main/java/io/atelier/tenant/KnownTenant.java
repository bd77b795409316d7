package io.atelier.tenant;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * A tenant that anything is known of.
 *
 * @param closed whether it is kept out
 * @param settings the names of what is set for it
 */
@JsonbPropertyOrder({"tenant", "closed", "settings"})
public record KnownTenant(String tenant, boolean closed, List<String> settings) {}
