package io.atelier.generation;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/**
 * The watch over a create that was made again within its attempt, as its provider seemed not to
 * have it, and turned out to be accepted: its attempt goes on with the other, and both are paid.
 */
@Entity
@Table(name = "superseded_create")
class SupersededCreate {
  /** The create's. */
  @Id private UUID id;

  @Embedded private CreateWatch watch;

  /** For the persistence provider. */
  protected SupersededCreate() {}

  CreateWatch watch() {
    return watch;
  }
}
