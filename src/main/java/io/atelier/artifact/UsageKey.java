package io.atelier.artifact;

import io.atelier.run.RunId;
import io.atelier.tenant.TenantId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What storage usage can be summed up by, in the order it is listed by. */
enum UsageKey {
  TENANT("tenant_id"),
  RUN("run_id"),
  TYPE("type");

  private final String column;

  UsageKey(String column) {
    this.column = column;
  }

  /** The column of that key, alike in both tables that are summed up. */
  String column() {
    return column;
  }

  /** The name in JSON and CSV, in lower case. */
  String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A value as the database has it, from the form clients see; empty where it can be none. */
  Optional<String> stored(String value) {
    return switch (this) {
      case TENANT -> TenantId.parse(value).map(TenantId::value);
      case RUN -> RunId.parse(value).map(RunId::value);
      case TYPE -> ArtifactType.ofJsonName(value).map(ArtifactType::name);
    };
  }

  /** A value as clients see it, from the form the database has. */
  String shown(String stored) {
    return this == TYPE ? ArtifactType.valueOf(stored).jsonName() : stored;
  }

  static Optional<UsageKey> ofJsonName(String name) {
    return Arrays.stream(values()).filter(key -> key.jsonName().equals(name)).findFirst();
  }
}
