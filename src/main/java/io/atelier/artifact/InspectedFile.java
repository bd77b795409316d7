package io.atelier.artifact;

import static io.atelier.problem.SharedJson.JSON;

import io.atelier.media.FileFormat;
import io.atelier.storage.StagingFile;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A staged file that was found to be what it claims, or was not looked into, with its hash; ready
 * to be saved.
 *
 * @param facts what its own structure and its pixels say, by JSON name
 */
public record InspectedFile(
    StagingFile file,
    FileFormat format,
    ContentHash hash,
    long sizeBytes,
    Map<String, Object> facts) {
  public InspectedFile {
    facts = Map.copyOf(facts);
  }

  /** Where its bytes are, until it is saved. */
  public Path path() {
    return file.path();
  }

  /** The same file, of which more was found out. */
  InspectedFile with(Map<String, Object> more) {
    Map<String, Object> all = new TreeMap<>(facts);
    all.putAll(more);
    return new InspectedFile(file, format, hash, sizeBytes, all);
  }

  String metadata(Map<String, Object> more) {
    Map<String, Object> all = new TreeMap<>(facts);
    all.putAll(more);
    JsonObject object = JSON.createObjectBuilder(all).build();
    return object.toString();
  }
}
