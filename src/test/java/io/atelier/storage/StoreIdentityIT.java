package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.DeployedProduct;
import io.atelier.EmptyTables;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import javax.naming.InitialContext;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A new installation has one store, however many nodes start at once; and it stays that one. */
@ExtendWith(ArquillianExtension.class)
class StoreIdentityIT extends DeployedProduct {
  @Inject StoreIdentity identity;
  @Inject EntityManager entities;
  @Inject UserTransaction transaction;

  private Path base;
  private String before;

  @BeforeEach
  void forget() throws Exception {
    base = Files.createTempDirectory("store");
    EmptyTables.empty(transaction, entities, "content", "artifact");
    transaction.begin();
    before =
        (String)
            entities
                .createNativeQuery("SELECT CAST(id AS text) FROM asset_store")
                .getSingleResult();
    entities.createNativeQuery("DELETE FROM asset_store").executeUpdate();
    transaction.commit();
  }

  @AfterEach
  void rememberTheServersOwn() throws Exception {
    EmptyTables.empty(transaction, entities, "content", "artifact");
    transaction.begin();
    entities.createNativeQuery("DELETE FROM asset_store").executeUpdate();
    entities
        .createNativeQuery("INSERT INTO asset_store VALUES (CAST(?1 AS uuid), now())")
        .setParameter(1, before)
        .executeUpdate();
    transaction.commit();
    AbandonedStaging.delete(base);
  }

  @Test
  void nodes_that_start_at_once_for_the_first_time_agree() throws Exception {
    ManagedExecutorService pool =
        InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
    List<Callable<UUID>> nodes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      nodes.add(() -> identity.of(new LocalStorage(base)));
    }
    Set<UUID> ids = new HashSet<>();
    for (Future<UUID> node : pool.invokeAll(nodes)) {
      ids.add(node.get());
    }
    assertThat(ids).hasSize(1).contains(new StoreMark(base).read().orElseThrow());
  }

  @Test
  void a_database_without_one_takes_that_of_the_directory() throws IOException {
    UUID made = new StoreMark(base).make();
    assertThat(identity.of(new LocalStorage(base))).isEqualTo(made);
  }

  @Test
  void a_database_that_has_one_marks_no_other_directory() throws IOException {
    UUID first = identity.of(new LocalStorage(base));
    Path other = Files.createTempDirectory("store");
    assertThat(identity.of(new LocalStorage(other))).isEqualTo(first);
    assertThat(other).isEmptyDirectory();
    Files.delete(other);
  }

  /** An upgrade from before the mark, its volume not mounted. */
  @Test
  void a_database_with_assets_takes_no_empty_directory_for_its_store() throws Exception {
    keptBefore();
    for (int tries = 0; tries < 2; tries++) {
      assertThatExceptionOfType(ForeignStoreException.class)
          .isThrownBy(() -> identity.of(new LocalStorage(base)));
      assertThat(base).as("nothing is made in it").isEmptyDirectory();
    }
    Path asset = Files.createDirectories(base.resolve("acme/r/audio")).resolve("0.wav");
    assertThatExceptionOfType(ForeignStoreException.class)
        .as("directories alone are none")
        .isThrownBy(() -> identity.of(new LocalStorage(base)));
    Files.writeString(asset, "what the volume has");
    assertThat(identity.of(new LocalStorage(base)))
        .isEqualTo(new StoreMark(base).read().orElseThrow());
  }

  @Test
  void a_database_with_assets_takes_an_empty_store_that_an_operator_gave_an_id() throws Exception {
    keptBefore();
    UUID given = new StoreMark(base).make();
    assertThat(identity.of(new LocalStorage(base))).isEqualTo(given);
  }

  private void keptBefore() throws Exception {
    transaction.begin();
    entities
        .createNativeQuery(
            "INSERT INTO content (tenant_id, sha256, path, size_bytes, created_at)"
                + " VALUES ('acme', repeat('a', 64), 'acme/r/audio/0.wav', 19, now())")
        .executeUpdate();
    transaction.commit();
  }
}
