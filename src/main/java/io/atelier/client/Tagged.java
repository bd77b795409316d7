package io.atelier.client;

import java.util.List;

/**
 * Something that can be changed, and what a change of it may name.
 *
 * @param tag its entity tag: whoever sends it as the condition of a change is refused with {@code
 *     PRECONDITION_FAILED} where somebody else was faster
 * @param unconfirmedNodes the ids of nodes that are up and did not know of the change yet when it
 *     was answered, {@code *} where that is not known; none as it should be, and of what was only
 *     read
 */
public record Tagged<T>(T value, String tag, List<String> unconfirmedNodes) {
  public Tagged {
    unconfirmedNodes = List.copyOf(unconfirmedNodes);
  }
}
