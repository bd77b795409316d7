package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.problem.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreProbeTest {
  private static final long MEBIBYTE = 1024 * 1024;

  @TempDir Path base;

  @Test
  void a_store_that_can_be_written_is_and_nothing_stays_behind() throws IOException {
    LocalStorage storage = new LocalStorage(base);
    assertThat(probe(storage, 0).look()).isEmpty();
    assertThat(probe(storage, storage.freeBytes() / 2).look()).isEmpty();
    try (Stream<Path> all = Files.walk(base)) {
      assertThat(all.filter(Files::isRegularFile))
          .allSatisfy(file -> assertThat(file.toString()).endsWith(".lock"));
    }
  }

  @Test
  void a_store_that_cannot_be_written_says_why_and_is_found_to_be_well_again() throws IOException {
    LocalStorage storage = new LocalStorage(base);
    StoreProbe probe = probe(storage, 0);
    assertThat(probe.look()).isEmpty();
    Path away = Files.move(base.resolve(".staging"), base.resolve(".away"));
    Path inTheWay = Files.writeString(base.resolve(".staging"), "");

    assertThat(probe.look())
        .hasValueSatisfying(
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_ERROR));

    Files.delete(inTheWay);
    Files.move(away, base.resolve(".staging"));
    assertThat(probe.look()).isEmpty();
  }

  @Test
  void a_store_that_lets_nothing_be_renamed_to_its_place_cannot_be_written() throws IOException {
    LocalStorage storage = new LocalStorage(base);
    StoreProbe probe = probe(storage, 0);
    assertThat(probe.look()).isEmpty();
    AbandonedStaging.delete(base.resolve("_probe"));
    Path inTheWay = Files.writeString(base.resolve("_probe"), "");
    assertThat(probe.look())
        .hasValueSatisfying(
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_ERROR));
    Files.delete(inTheWay);
    assertThat(probe.look()).isEmpty();
  }

  @Test
  void what_a_probe_left_that_died_is_cleared_away_when_it_is_old() throws IOException {
    LocalStorage storage = new LocalStorage(base);
    StoreProbe probe = probe(storage, 0);
    assertThat(probe.look()).isEmpty();
    Path left = Files.writeString(base.resolve("_probe/left"), "");
    Instant now = Files.getLastModifiedTime(left).toInstant();
    probe.clear(now.plusSeconds(3_599));
    assertThat(left).exists();
    probe.clear(now.plusSeconds(3_601));
    assertThat(left).doesNotExist();
    assertThat(storage.withdrawn()).isEmpty();
  }

  @Test
  void too_little_room_is_storage_full_before_the_disk_is() throws IOException {
    LocalStorage storage = new LocalStorage(base);
    FreeSpace scarce = new FreeSpace(() -> 100 * MEBIBYTE, 256 * MEBIBYTE);
    assertThat(scarce.last()).isNaN();
    assertThat(new StoreProbe(storage, scarce).look())
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FULL);
              assertThat(failure.advice())
                  .contains("100 MiB", "256 MiB", "storage.min-free-bytes", "free some disk");
            });
    assertThat(scarce.last()).isEqualTo(100.0 * MEBIBYTE);
  }

  @Test
  void the_seam_alone_is_enough_for_it() throws IOException {
    InMemoryStorage storage = new InMemoryStorage(base);
    assertThat(probe(storage, 0).look()).isEmpty();
    assertThat(storage.staged()).isEqualTo(1);
  }

  @Test
  void a_store_whose_disk_has_room_is_measured_by_its_disk() throws IOException {
    assertThat(new LocalStorage(base).freeBytes())
        .isBetween(1L, Files.getFileStore(base).getTotalSpace());
  }

  private static StoreProbe probe(AssetStorage storage, long minimum) {
    return new StoreProbe(storage, new FreeSpace(() -> Long.MAX_VALUE, minimum));
  }
}
