package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 3, fsck: what is wrong with the store is told, each thing once, and nothing is changed. */
class FsckIT {
  private static final Path ASSETS = LiveServer.data().resolve("assets");

  private final String tenant = LiveServer.newTenant();
  private final String creator = LiveServer.bearer(tenant);
  private final String home = LiveServer.newTenant();
  private final String operator = LiveServer.bearer(home, "operator");

  @Test
  void a_store_that_is_well_has_no_findings() {
    upload(1);
    upload(2);
    List<JsonObject> lines = fsck("?tenant=" + tenant);
    assertThat(lines).extracting(line -> line.getString("event")).contains("progress", "end");
    JsonObject end = lines.get(lines.size() - 1);
    assertThat(end.getString("event")).isEqualTo("end");
    assertThat(end.getInt("rows")).isEqualTo(2);
    assertThat(end.getInt("files")).isEqualTo(2);
    assertThat(end.getInt("bytes")).isEqualTo(2 * Tone.wav(1).length);
    assertThat(end.getJsonObject("findings")).isEmpty();
  }

  @Test
  void each_damage_is_reported_exactly_and_nothing_is_changed() throws Exception {
    Path deleted = upload(1);
    Path rotten = upload(2);
    Path truncated = upload(3);
    Path well = upload(4);
    Files.delete(deleted);
    byte[] bytes = Files.readAllBytes(rotten);
    bytes[1_000] ^= 1;
    Files.write(rotten, bytes);
    Files.write(truncated, Arrays.copyOf(Files.readAllBytes(truncated), 100));
    Path orphan = Files.copy(well, well.resolveSibling("0".repeat(64) + ".wav"));
    Path elsewhere = Files.createDirectories(well.getParent().resolveSibling("bundle"));
    Path copy = Files.copy(well, elsewhere.resolve(well.getFileName()));
    Path foreign = Files.writeString(well.resolveSibling("notes.txt"), "mine");
    Path odd = Files.writeString(well.resolveSibling(".DS_Store"), "");
    Map<String, String> before = contents();

    List<JsonObject> lines = fsck("?tenant=" + tenant);

    assertThat(lines)
        .filteredOn(line -> line.getString("event").equals("finding"))
        .allSatisfy(line -> assertThat(line.getString("tenant")).isEqualTo(tenant));
    assertThat(findings(lines))
        .containsExactlyInAnyOrder(
            "missing " + key(deleted) + " expected 8044 bytes found no file",
            "wrong_hash "
                + key(rotten)
                + " expected "
                + name(rotten)
                + " found "
                + LiveServer.sha256(bytes),
            "wrong_size " + key(truncated) + " expected 8044 bytes found 100 bytes",
            "orphan_file " + key(orphan) + " expected no file found 8044 bytes",
            "orphan_file " + key(copy) + " expected at " + key(well) + " found 8044 bytes",
            "bad_name "
                + key(foreign)
                + " expected {tenant}/{run}/{type}/{sha256}.{extension} found 4 bytes",
            "bad_name "
                + key(odd)
                + " expected {tenant}/{run}/{type}/{sha256}.{extension} found 0 bytes");
    JsonObject end = lines.get(lines.size() - 1);
    assertThat(end.getJsonObject("findings").getInt("orphan_file")).isEqualTo(2);
    assertThat(contents()).isEqualTo(before);
    assertThat(fsck("?tenant=" + tenant)).hasSameSizeAs(lines);

    // Names, sizes and rows only: bit rot is not found, and no byte is read.
    List<JsonObject> quick = fsck("?content=false&tenant=" + tenant);
    assertThat(findings(quick)).hasSize(6).noneMatch(line -> line.startsWith("wrong_hash"));
    assertThat(quick.get(quick.size() - 1).getInt("bytes")).isZero();
  }

  @Test
  void a_file_put_back_from_a_backup_is_no_finding_any_more() throws IOException {
    Path lost = upload(1);
    byte[] backup = Files.readAllBytes(lost);
    Files.delete(lost);
    assertThat(findings(fsck("?tenant=" + tenant))).hasSize(1);
    Files.write(lost, backup);
    assertThat(findings(fsck("?tenant=" + tenant))).isEmpty();
  }

  @Test
  void rows_that_do_not_belong_together_are_reported() throws Exception {
    Path unneeded = upload(1);
    Path moved = upload(2);
    Path removed = upload(3);
    Path removing = upload(4);
    sql("DELETE FROM artifact WHERE sha256 = '%s' AND tenant_id = ?", unneeded);
    sql("UPDATE artifact SET uri = uri || 'x' WHERE sha256 = '%s' AND tenant_id = ?", moved);
    sql("DELETE FROM artifact WHERE sha256 = '%s' AND tenant_id = ?", removing);
    // The product's own sweep finishes what is marked, so the marked ones are looked for at once.
    sql(
        "UPDATE content SET removed_at = now() + interval '1 h'"
            + " WHERE sha256 = '%s' AND tenant_id = ?",
        removing);

    assertThat(findings(fsck("?tenant=" + tenant)))
        .containsExactlyInAnyOrder(
            "orphan_row " + key(unneeded) + " expected an artifact found none",
            "orphan_row "
                + key(moved)
                + " expected /assets/"
                + key(moved)
                + " found an artifact at /assets/"
                + key(moved)
                + "x");
    assertThat(removed).exists();
  }

  @Test
  void what_a_dead_process_had_staged_is_reported_without_a_tenant() throws IOException {
    Path left = Files.createDirectories(ASSETS.resolve(".staging")).resolve("left-" + tenant);
    Files.writeString(left, "half");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    String finding = "temp_leftover .staging/left-" + tenant;
    assertThat(findings(fsck("?content=false"))).filteredOn(f -> f.startsWith(finding)).hasSize(1);
    assertThat(left).hasContent("half");
    assertThat(findings(fsck("?content=false&tenant=" + tenant))).isEmpty();
    Files.delete(left);
  }

  @Test
  void one_tenants_check_tells_of_no_other() throws IOException {
    Files.delete(upload(1));
    assertThat(fsck("?tenant=" + LiveServer.newTenant()))
        .extracting(line -> line.getString("event"))
        .containsExactly("progress", "end");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?tenant=", "?tenant=../x", "?tenant=A", "?content=no", "?content=", "?tenants=a"})
  void what_cannot_be_meant_is_refused(String query) {
    HttpResponse<byte[]> answer = post(query, operator);
    assertThat(answer.statusCode()).as(query).isEqualTo(400);
    assertThat(LiveServer.json(answer).getString("code")).isIn("INVALID_FIELD", "UNKNOWN_FIELD");
  }

  @Test
  void who_looked_is_written_down() {
    fsck("?tenant=" + tenant);
    fsck("?content=false");
    assertThat(audit(tenant))
        .containsExactly(home + " fsck {\"content\":true,\"all_tenants\":false}");
    assertThat(audit(home))
        .containsExactly(home + " fsck {\"content\":false,\"all_tenants\":true}");
  }

  private List<String> audit(String whose) {
    return LiveServer.json(LiveServer.get(LiveServer.at("/api/v1/audit?tenant=" + whose), operator))
        .getJsonArray("items")
        .getValuesAs(JsonValue::asJsonObject)
        .stream()
        .map(
            entry ->
                entry.getString("actor_tenant")
                    + " "
                    + entry.getString("action")
                    + " "
                    + entry.getJsonObject("detail"))
        .toList();
  }

  @Test
  void it_is_for_operators_only() {
    assertThat(post("", creator).statusCode()).isEqualTo(403);
    assertThat(post("?tenant=" + tenant, creator).statusCode()).isEqualTo(403);
    assertThat(post("", "Bearer none").statusCode()).isEqualTo(401);
    HttpResponse<byte[]> answer = post("?tenant=" + tenant, operator);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/x-ndjson");
  }

  /** Brings a sound; answers where its file is. */
  private Path upload(long seed) {
    HttpResponse<byte[]> answer =
        LiveServer.send(
            LiveServer.request(LiveServer.at("/api/v1/runs/r/artifacts?type=audio"), creator)
                .POST(BodyPublishers.ofByteArray(Tone.wav(seed)))
                .build());
    assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(201);
    String path = URI.create(LiveServer.json(answer).getString("uri")).getPath();
    return ASSETS.resolve(path.substring("/assets/".length()));
  }

  private List<JsonObject> fsck(String query) {
    HttpResponse<byte[]> answer = post(query, operator);
    assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(200);
    List<JsonObject> lines =
        LiveServer.text(answer)
            .lines()
            .map(line -> Json.createReader(new StringReader(line)).readObject())
            .toList();
    assertThat(lines.get(lines.size() - 1).getString("event")).isEqualTo("end");
    return lines;
  }

  private static HttpResponse<byte[]> post(String query, String authorization) {
    return LiveServer.send(
        LiveServer.request(LiveServer.at("/api/v1/fsck" + query), authorization)
            .POST(BodyPublishers.noBody())
            .build());
  }

  private List<String> findings(List<JsonObject> lines) {
    return lines.stream()
        .filter(line -> line.getString("event").equals("finding"))
        .map(
            line ->
                "%s %s expected %s found %s"
                    .formatted(
                        line.getString("finding"),
                        line.getString("path"),
                        line.getString("expected"),
                        line.getString("found")))
        .toList();
  }

  private Map<String, String> contents() throws IOException {
    try (Stream<Path> all = Files.walk(ASSETS.resolve(tenant))) {
      return all.filter(Files::isRegularFile)
          .collect(Collectors.toMap(FsckIT::key, hash(), (one, other) -> one, TreeMap::new));
    }
  }

  private static Function<Path, String> hash() {
    return file -> {
      try {
        return LiveServer.sha256(Files.readAllBytes(file));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    };
  }

  private void sql(String statement, Path asset) throws Exception {
    LiveServer.text(statement.formatted(name(asset)) + " RETURNING 'done'", tenant);
  }

  private static String key(Path file) {
    return ASSETS.relativize(file).toString();
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceAll("\\..*", "");
  }
}
