package io.atelier.artifact;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is not as it should be: a line of fsck's answer.
 *
 * @param event always {@code finding}
 * @param finding one of the constants here
 * @param tenant whose it is, or null where that cannot be told
 * @param path where it is, relative to the store
 */
@JsonbPropertyOrder({"event", "finding", "tenant", "path", "expected", "found"})
public record FsckFinding(
    String event,
    String finding,
    @Nullable String tenant,
    String path,
    String expected,
    String found) {
  /** A content whose file is not there. */
  static final String MISSING = "missing";

  static final String WRONG_SIZE = "wrong_size";

  /** Bytes that are not those that were saved: bit rot, or somebody's hand. */
  static final String WRONG_HASH = "wrong_hash";

  /** A published file that no content owns. */
  static final String ORPHAN_FILE = "orphan_file";

  /** A content that no artifact needs, or an artifact that its content does not know. */
  static final String ORPHAN_ROW = "orphan_row";

  /**
   * Staged by a process that is no more, and swept by itself within the hour; or the file of a
   * deleted asset that could not be removed for that long.
   */
  static final String TEMP_LEFTOVER = "temp_leftover";

  /** Something whose name is no asset's; Atelier did not put it there. */
  static final String BAD_NAME = "bad_name";

  /** A file or directory that cannot be read, so that nothing is known of it. */
  static final String UNREADABLE = "unreadable";

  static FsckFinding of(
      String finding, @Nullable String tenant, String path, String expected, String found) {
    return new FsckFinding("finding", finding, tenant, path, expected, found);
  }
}
