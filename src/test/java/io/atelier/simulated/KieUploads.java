package io.atelier.simulated;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The upload host: files as base64, from an address, or of a form; kept for a day. */
final class KieUploads {
  private static final Duration LIVE = Duration.ofHours(24);
  private static final String HEAD_END = "\r\n\r\n";

  private final SimulatedTime time;
  private final SimulatedFiles files;
  private final SimulatedLedger ledger;
  private final List<JsonObject> all = Collections.synchronizedList(new ArrayList<>());

  KieUploads(SimulatedTime time, SimulatedFiles files, SimulatedLedger ledger) {
    this.time = time;
    this.files = files;
    this.ledger = ledger;
  }

  /** Every upload as base64, as it was sent. */
  List<JsonObject> all() {
    return List.copyOf(all);
  }

  Reply ofText(Call call) {
    JsonObject body = call.json().orElse(JsonValue.EMPTY_JSON_OBJECT);
    String data = body.getString("base64Data", "");
    if (!data.matches("(?s)data:[^;]+;base64,.+")) {
      return refused("base64Data");
    }
    all.add(body);
    return kept(
        call,
        body.getString("uploadPath", ""),
        body.getString("fileName", ""),
        new SimulatedMedia.File(
            Base64.getDecoder().decode(data.substring(data.indexOf(',') + 1)),
            data.substring("data:".length(), data.indexOf(';')),
            data.substring(data.indexOf('/') + 1, data.indexOf(';'))));
  }

  Reply ofAddress(Call call) {
    JsonObject body = call.json().orElse(JsonValue.EMPTY_JSON_OBJECT);
    return files
        .kept(body.getString("fileUrl", ""))
        .map(
            file ->
                kept(call, body.getString("uploadPath", ""), body.getString("fileName", ""), file))
        .orElseGet(() -> refused("fileUrl"));
  }

  Reply ofForm(Call call) {
    String type = call.headers().getOrDefault("content-type", "");
    if (!type.matches("multipart/form-data;.*boundary=.+")) {
      return refused("file");
    }
    String boundary = "--" + type.replaceAll(".*boundary=\"?([^\";]+).*", "$1");
    String[] parts = new String(call.body(), StandardCharsets.ISO_8859_1).split(boundary);
    return part(parts, "file")
        .map(
            bytes ->
                kept(
                    call,
                    part(parts, "uploadPath").orElse(""),
                    part(parts, "fileName").orElse(""),
                    new SimulatedMedia.File(
                        bytes.getBytes(StandardCharsets.ISO_8859_1), "image/png", "png")))
        .orElseGet(() -> refused("file"));
  }

  private static Optional<String> part(String[] parts, String name) {
    for (String part : parts) {
      int end = part.indexOf(HEAD_END);
      if (end > 0 && part.substring(0, end).contains("name=\"" + name + "\"")) {
        return Optional.of(
            part.substring(end + HEAD_END.length(), part.length() - "\r\n".length()));
      }
    }
    return Optional.empty();
  }

  private static Reply refused(String field) {
    return KieEnvelope.code(400, "uploadPath and " + field + " are required");
  }

  private Reply kept(Call call, String path, String wished, SimulatedMedia.File file) {
    if (path.isEmpty() || path.startsWith("/") || path.endsWith("/")) {
      return refused("a file");
    }
    ledger.count("uploads");
    String name = wished.isEmpty() ? UUID.randomUUID().toString() : wished;
    return Reply.json(
        200,
        Json.createObjectBuilder()
            .add("success", true)
            .add("code", 200)
            .add("msg", "File uploaded successfully")
            .add(
                "data",
                Json.createObjectBuilder()
                    .add("fileName", name)
                    .add("filePath", path + "/" + name)
                    .add(
                        "downloadUrl",
                        files.keep(call.base(), file, SimulatedTags.of(""), false, LIVE))
                    .add("fileSize", file.bytes().length)
                    .add("mimeType", file.mimeType())
                    .add("uploadedAt", time.instant().toString()))
            .build());
  }
}
