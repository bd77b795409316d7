package io.atelier.artifact;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Map;

/**
 * How far fsck came: a line of its answer. Only the last line has the event {@code end}; an answer
 * without it was cut off.
 *
 * @param event {@code progress}, {@code end}, or {@code failed}
 * @param rows content rows looked at
 * @param files entries of the store looked at
 * @param bytes bytes read and hashed
 * @param findings how many there were, by their name
 */
@JsonbPropertyOrder({"event", "rows", "files", "bytes", "findings"})
public record FsckTotals(
    String event, long rows, long files, long bytes, Map<String, Long> findings) {}
