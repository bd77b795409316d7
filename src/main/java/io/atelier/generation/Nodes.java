package io.atelier.generation;

import io.atelier.problem.CanonicalId;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.Actor;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;

/** The nodes of this installation: how they are, and which are to take nothing more. */
@Dependent
public class Nodes {
  private final NodeDrains drains;
  private final ThisNode self;

  @Inject
  Nodes(NodeDrains drains, ThisNode self) {
    this.drains = drains;
    this.self = self;
  }

  /** All that gave a sign of life within the hour, the longest up first. */
  public List<NodeView> all() {
    return drains.all();
  }

  /**
   * Has a node take nothing more: itself at once, another within two seconds. What it has in hand
   * comes to the end of its exchange and is then another node's. It serves and accepts all the
   * same. Until it is told otherwise, or is started again.
   *
   * @throws ProblemException {@code NOT_FOUND} if there is no such node
   */
  public NodeView drain(Actor actor, String id) {
    requireId(id);
    return told(id, true, drains.drain(actor, id));
  }

  /**
   * Has a node take jobs again.
   *
   * @throws ProblemException {@code NOT_FOUND} if there is no such node
   */
  public NodeView resume(Actor actor, String id) {
    requireId(id);
    return told(id, false, drains.resume(actor, id));
  }

  private static void requireId(String id) {
    if (CanonicalId.parse(id).isEmpty()) {
      throw nothing();
    }
  }

  private NodeView told(String id, boolean drain, List<NodeView> nodes) {
    if (id.equals(self.id())) {
      self.told(drain);
    }
    return nodes.stream()
        .filter(node -> node.id().equals(id))
        .findFirst()
        .orElseThrow(Nodes::nothing);
  }

  private static ProblemException nothing() {
    return new ProblemException(ErrorCode.NOT_FOUND, "No node that is up has this id.");
  }
}
