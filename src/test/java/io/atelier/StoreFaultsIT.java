package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * FR-021 and the edge case of a failing disk, on real file systems that fail for real; run by
 * {@code mvn verify -Pfaults}. It prints in the end which faults it could make here, and why not
 * the others.
 */
@Tag("faults")
class StoreFaultsIT {
  private static final HttpClient HTTP =
      new DescribedClient(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());

  private static final Map<String, String> FAULTS = new TreeMap<>();

  @TempDir(cleanup = CleanupMode.NEVER)
  Path directory;

  @AfterAll
  static void sayWhichFaultsWereMade() {
    FAULTS.forEach((fault, how) -> System.out.println("FAULT " + fault + ": " + how));
  }

  @Test
  void a_full_disk_refuses_uploads_keeps_steps_waiting_and_recovers_by_itself() throws Exception {
    can("tmpfs full", "mount");
    try (FaultyDisk disk = FaultyDisk.inMemory(directory, "size=24m");
        ServerProcess server = on(disk, "faults_full")) {
      JsonObject kept = uploaded(server, 1);
      Path filler = disk.fill();

      HttpResponse<byte[]> refused = upload(server, wav(2, 500_000));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(problem(refused)).isEqualTo("STORAGE_FULL");
      assertThat(get(kept.getString("signed_uri")).statusCode()).isEqualTo(200);
      awaitHealth(server, false);
      JsonObject waiting = step(server);
      LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
      assertThat(job(server, waiting).getString("status")).isEqualTo("PENDING");
      assertThat(job(server, waiting).getString("waiting_for")).isEqualTo("storage");

      Files.delete(filler);
      awaitHealth(server, true);
      awaitStatus(server, waiting, "COMPLETED");
      assertThat(upload(server, wav(2, 500_000)).statusCode()).isEqualTo(201);
      assertNothingHalf(disk.place());
    }
  }

  @Test
  void a_disk_out_of_inodes_says_that_it_is_full() throws Exception {
    can("tmpfs out of inodes", "mount");
    try (FaultyDisk disk = FaultyDisk.inMemory(directory, "size=64m,nr_inodes=48");
        ServerProcess server = on(disk, "faults_inodes")) {
      HttpResponse<byte[]> answer = upload(server, wav(0, 1_000));
      for (int i = 1; i < 60 && answer.statusCode() == 201; i++) {
        answer = upload(server, wav(i, 1_000));
      }
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(problem(answer)).isEqualTo("STORAGE_FULL");
      assertNothingHalf(disk.place());
    }
  }

  @Test
  void a_disk_that_became_read_only_serves_on_and_recovers() throws Exception {
    can("read-only remount", "mount mkfs.ext4");
    try (FaultyDisk disk = FaultyDisk.inAFile(directory, 64);
        ServerProcess server = on(disk, "faults_read_only")) {
      JsonObject kept = uploaded(server, 1);
      disk.readOnly();

      assertThat(problem(upload(server, wav(2, 1_000)))).isEqualTo("STORAGE_ERROR");
      awaitHealth(server, false);
      assertThat(get(kept.getString("signed_uri")).body()).isEqualTo(wav(1, 1_000));

      disk.writable();
      awaitHealth(server, true);
      assertThat(upload(server, wav(2, 1_000)).statusCode()).isEqualTo(201);
    }
  }

  @Test
  void a_frozen_directory_fails_one_upload_with_words_and_no_half_file() throws Exception {
    can("chattr +i", "mount mkfs.ext4 chattr");
    try (FaultyDisk disk = FaultyDisk.inAFile(directory, 64);
        ServerProcess server = on(disk, "faults_frozen")) {
      uploaded(server, 1);
      Path run = disk.place().resolve("assets/acme/faults/audio");
      FaultyDisk.freeze(run);
      try {
        HttpResponse<byte[]> refused = upload(server, wav(2, 1_000));
        assertThat(problem(refused)).isEqualTo("STORAGE_ERROR");
      } finally {
        FaultyDisk.thaw(run);
      }
      assertThat(upload(server, wav(2, 1_000)).statusCode()).isIn(201, 503);
      awaitHealth(server, true);
      assertThat(upload(server, wav(2, 1_000)).statusCode()).isEqualTo(201);
      assertNothingHalf(disk.place());
    }
  }

  @Test
  void an_fsync_that_fails_is_not_taken_for_a_saved_asset() throws Exception {
    can("EIO of fsync", "mount mkfs.ext4 strace");
    try (FaultyDisk disk = FaultyDisk.inAFile(directory, 64);
        ServerProcess server = on(disk, "faults_eio")) {
      uploaded(server, 1);
      try (Strace strace = Strace.attach(server.pid(), "fsync,fdatasync:error=EIO")) {
        assertThat(problem(upload(server, wav(2, 1_000)))).isEqualTo("STORAGE_ERROR");
      }
      awaitHealth(server, true);
      assertThat(upload(server, wav(2, 1_000)).statusCode()).isEqualTo(201);
      assertNothingHalf(disk.place());
    }
  }

  @Test
  void a_write_that_fails_is_an_upload_that_fails_and_leaves_nothing_half() throws Exception {
    can("EIO of write", "mount mkfs.ext4 strace");
    assertRefusedWhile("faults_write", "pwrite64:error=EIO");
  }

  @Test
  void a_rename_that_fails_is_an_upload_that_fails_and_leaves_nothing_half() throws Exception {
    can("EIO of rename", "mount mkfs.ext4 strace");
    assertRefusedWhile("faults_rename", "rename,renameat,renameat2:error=EIO");
  }

  private void assertRefusedWhile(String name, String fault) throws Exception {
    try (FaultyDisk disk = FaultyDisk.inAFile(directory, 64);
        ServerProcess server = on(disk, name)) {
      JsonObject kept = uploaded(server, 1);
      try (Strace strace = Strace.attach(server.pid(), fault)) {
        HttpResponse<byte[]> refused = upload(server, wav(2, 1_000));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(problem(refused)).isEqualTo("STORAGE_ERROR");
        assertThat(get(kept.getString("signed_uri")).body()).isEqualTo(wav(1, 1_000));
      }
      awaitHealth(server, true);
      assertNothingHalf(disk.place());
      assertThat(upload(server, wav(2, 1_000)).statusCode()).isEqualTo(201);
    }
  }

  @Test
  void an_asset_that_cannot_be_read_is_unavailable_for_now_and_not_gone() throws Exception {
    can("EIO of read", "mount mkfs.ext4 strace");
    try (FaultyDisk disk = FaultyDisk.inAFile(directory, 64);
        ServerProcess server = on(disk, "faults_read")) {
      JsonObject whole = uploaded(server, 1);
      // Sent from memory, and by a thread of its own.
      List<byte[]> files = List.of(wav(2, 1_000), wav(3, 1_000_000));
      List<JsonObject> broken = new ArrayList<>();
      List<String> paths = new ArrayList<>();
      for (byte[] file : files) {
        JsonObject asset = json(upload(server, file));
        broken.add(asset);
        paths.add("-P");
        paths.add(disk.place().toRealPath() + URI.create(asset.getString("uri")).getPath());
      }
      try (Strace strace =
          Strace.attach(server.pid(), "read,pread64:error=EIO", paths.toArray(String[]::new))) {
        for (JsonObject asset : broken) {
          HttpResponse<byte[]> refused = get(asset.getString("signed_uri"));
          assertThat(refused.statusCode()).isEqualTo(503);
          assertThat(problem(refused)).isEqualTo("UNAVAILABLE");
        }
        assertThat(get(whole.getString("signed_uri")).body()).isEqualTo(wav(1, 1_000));
        assertThat(fsck(server)).contains("\"findings\":{\"unreadable\":2}");
      }
      for (int i = 0; i < files.size(); i++) {
        assertThat(get(broken.get(i).getString("signed_uri")).body()).isEqualTo(files.get(i));
      }
    }
  }

  @Test
  void a_disk_that_hardly_answers_stops_uploads_and_not_reading_and_loses_nothing()
      throws Exception {
    can("slow disk", "mount mkfs.ext4 strace");
    try (FaultyDisk disk = FaultyDisk.inAFile(directory, 64);
        ServerProcess server = on(disk, "faults_slow");
        ExecutorService pool = Executors.newCachedThreadPool()) {
      JsonObject kept = uploaded(server, 1);
      HttpResponse<byte[]> acknowledged;
      try (Strace strace =
          Strace.attach(server.pid(), "fsync,fdatasync:delay_enter=15000000")) { // microseconds
        Future<HttpResponse<byte[]>> slow = pool.submit(() -> upload(server, wav(2, 1_000)));
        awaitHealth(server, false);
        assertThat(problem(upload(server, wav(3, 1_000)))).isEqualTo("STORAGE_ERROR");
        assertThat(get(kept.getString("signed_uri")).body()).isEqualTo(wav(1, 1_000));
        assertThat(slow).isNotDone();
        acknowledged = slow.get(2, TimeUnit.MINUTES);
      }
      assertThat(acknowledged.statusCode()).isEqualTo(201);
      awaitHealth(server, true);
      assertThat(get(json(acknowledged).getString("signed_uri")).body()).isEqualTo(wav(2, 1_000));
      assertThat(upload(server, wav(3, 1_000)).statusCode()).isEqualTo(201);
      assertNothingHalf(disk.place());
    }
  }

  @Test
  void a_power_cut_while_saving_loses_none_of_the_assets_that_were_acknowledged() throws Exception {
    can("power cut", "mount mkfs.ext4 xfs_io");
    try (FaultyDisk disk = FaultyDisk.inAFile(directory, 128);
        ServerProcess server = on(disk, "faults_power")) {
      Map<String, byte[]> acknowledged = new ConcurrentHashMap<>();
      AtomicBoolean off = new AtomicBoolean();
      Path unsynced = disk.place().resolve("unsynced");
      try (ExecutorService pool = Executors.newCachedThreadPool()) {
        List<Future<Void>> savers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          int first = i * 100_000;
          savers.add(pool.submit(() -> saveUntil(off, server, first, acknowledged)));
        }
        await(() -> acknowledged.size() > 200, "two hundred saves");
        Files.write(unsynced, new byte[10_000]);
        disk.cutPower();
        off.set(true);
        for (Future<Void> saver : savers) {
          saver.get();
        }
      }
      server.kill();
      disk.restorePower();
      assertThat(!Files.exists(unsynced) || Files.size(unsynced) == 0)
          .as("what nobody synced is lost, or it was no power cut")
          .isTrue();
      server.start();

      List<String> lost = new ArrayList<>();
      String token = token(server);
      for (Map.Entry<String, byte[]> asset : acknowledged.entrySet()) {
        HttpResponse<byte[]> answer = get(asset.getKey(), token);
        if (answer.statusCode() != 200 || !Arrays.equals(answer.body(), asset.getValue())) {
          lost.add(asset.getKey());
        }
      }
      FAULTS.computeIfPresent(
          "power cut",
          (fault, how) ->
              how
                  + "; %d of %d acknowledged assets lost"
                      .formatted(lost.size(), acknowledged.size()));
      assertThat(lost).as("of %d acknowledged assets", acknowledged.size()).isEmpty();
      assertThat(fsck(server)).contains("\"event\":\"end\"").doesNotContain("missing", "wrong_");
      assertNothingHalf(disk.place());
    }
  }

  // Until nothing is acknowledged any more: what was answered when the power had gone counts too.
  private static @Nullable Void saveUntil(
      AtomicBoolean off, ServerProcess server, int first, Map<String, byte[]> acknowledged)
      throws Exception {
    int seed = first;
    boolean saved = true;
    while (saved || !off.get()) {
      byte[] file = wav(seed++, 1_000);
      HttpResponse<byte[]> answer = upload(server, file);
      saved = answer.statusCode() == 201;
      if (saved) {
        acknowledged.put(json(answer).getString("uri"), file);
      }
    }
    return null;
  }

  @Test
  void a_bit_that_rots_on_the_disk_is_found_by_fsck() throws Exception {
    can("bit rot", "mount mkfs.ext4");
    try (FaultyDisk disk = FaultyDisk.inAFile(directory, 64);
        ServerProcess server = on(disk, "faults_rot")) {
      uploaded(server, 1);
      String rotten = URI.create(uploaded(server, 2).getString("uri")).getPath();
      assertThat(fsck(server)).contains("\"findings\":{}");
      server.kill();
      disk.rot(wav(2, 1_000));
      server.start();

      assertThat(fsck(server))
          .contains("\"findings\":{\"wrong_hash\":1}")
          .contains(rotten.substring("/assets/".length()));
    }
  }

  private static String fsck(ServerProcess server) {
    HttpResponse<byte[]> answer =
        AssetCaller.of(server.url(), "operations", "operator").post("/api/v1/fsck", "");
    return LiveServer.text(answer);
  }

  private static void can(String fault, String programs) throws Exception {
    Optional<String> obstacle = FaultyDisk.obstacle(programs.split(" "));
    FAULTS.put(fault, obstacle.map(why -> "could not be made: " + why).orElse("made"));
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
  }

  private static ServerProcess on(FaultyDisk disk, String name) throws Exception {
    Path assets = Files.createDirectories(disk.place().resolve("assets"));
    ServerProcess server =
        ServerProcess.development(name)
            .with("ASSET_STORAGE_DIR", assets.toString())
            .with("STORAGE_MIN_FREE_BYTES", "65536");
    server.start();
    return server;
  }

  private static void assertNothingHalf(Path place) throws Exception {
    try (Stream<Path> files = Files.walk(place.resolve("assets/acme"))) {
      assertThat(files.filter(Files::isRegularFile).filter(file -> !isWhole(file))).isEmpty();
    }
    // What a node tries the store with comes and goes.
    await(() -> staged(place).isEmpty(), "end of what is staged");
  }

  private static List<Path> staged(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place.resolve("assets/.staging"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".lock"))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isWhole(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      return file.getFileName().toString().startsWith(hash);
    } catch (Exception e) {
      return false;
    }
  }

  private static JsonObject uploaded(ServerProcess server, int seed) throws Exception {
    HttpResponse<byte[]> answer = upload(server, wav(seed, 1_000));
    assertThat(answer.statusCode()).isEqualTo(201);
    return json(answer);
  }

  private static HttpResponse<byte[]> upload(ServerProcess server, byte[] file) throws Exception {
    return post(
        server,
        "/api/v1/runs/faults/artifacts?type=audio",
        "audio/wav",
        BodyPublishers.ofByteArray(file));
  }

  private static JsonObject step(ServerProcess server) throws Exception {
    HttpResponse<byte[]> answer =
        post(
            server,
            "/api/v1/runs/faults/steps",
            "application/json",
            BodyPublishers.ofString(
                "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"interaction\":\"win\"}}"));
    assertThat(answer.statusCode()).isEqualTo(202);
    return json(answer);
  }

  private static HttpResponse<byte[]> post(
      ServerProcess server, String path, String type, BodyPublisher body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Authorization", "Bearer " + token(server))
            .header("Content-Type", type)
            .POST(body)
            .build(),
        BodyHandlers.ofByteArray());
  }

  private static String token(ServerProcess server) throws Exception {
    return HTTP.send(
            HttpRequest.newBuilder(URI.create(server.url() + "/dev/token?tenant=acme"))
                .POST(BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  private static HttpResponse<byte[]> get(String url) throws Exception {
    return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
  }

  private static HttpResponse<byte[]> get(String url, String token) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token).build(),
        BodyHandlers.ofByteArray());
  }

  private static JsonObject job(ServerProcess server, JsonObject job) throws Exception {
    return json(get(server.url() + "/api/v1/jobs/" + job.getString("id"), token(server)));
  }

  private static void awaitStatus(ServerProcess server, JsonObject job, String status)
      throws Exception {
    await(() -> job(server, job).getString("status").equals(status), "the job's " + status);
  }

  private static void awaitHealth(ServerProcess server, boolean writable) throws Exception {
    String said = "\"store_writable\":" + writable;
    await(
        () ->
            new String(get(server.url() + "/health/ready").body(), StandardCharsets.UTF_8)
                .replace(" ", "")
                .contains(said),
        said);
  }

  private static void await(Condition condition, String what) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(45).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("no %s", what).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  private static String problem(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
    return json(answer).getString("code");
  }

  private static JsonObject json(HttpResponse<byte[]> answer) {
    return Json.createReader(new StringReader(new String(answer.body(), StandardCharsets.UTF_8)))
        .readObject();
  }

  /** Noise, a second of it or less, different for each seed. */
  private static byte[] wav(int seed, int bytes) {
    byte[] noise = new byte[bytes / 2 * 2];
    new Random(seed).nextBytes(noise);
    return ByteBuffer.allocate(44 + noise.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(36 + noise.length)
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(44_100)
        .putInt(88_200)
        .putShort((short) 2)
        .putShort((short) 16)
        .put("data".getBytes(StandardCharsets.US_ASCII))
        .putInt(noise.length)
        .put(noise)
        .array();
  }

  private interface Condition {
    boolean holds() throws Exception;
  }
}
