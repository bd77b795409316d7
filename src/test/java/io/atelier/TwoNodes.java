package io.atelier;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Two nodes of one installation: one database, one asset directory. Started when the first test
 * asks for them, shared by all, gone after the last.
 *
 * <p>Each has a small heap, takes sounds of more than a gigabyte, and serves pages of two origins.
 */
record TwoNodes(ServerProcess first, ServerProcess second)
    implements ExtensionContext.Store.CloseableResource, AutoCloseable {
  /** The origins whose pages may use them. */
  static final String ORIGINS = "https://play.example,http://localhost:5173";

  /** How much of reports the second node may have under way. */
  static final long LITTLE_SPOOL = 24_000_000;

  /** A creator of a tenant, at the first node. */
  AssetCaller caller(String tenant) {
    return AssetCaller.of(first.url(), tenant, "creator");
  }

  /** An operator, at the first node. */
  AssetCaller operator() {
    return AssetCaller.of(first.url(), "operations", "operator");
  }

  /** Where an artifact's asset lies. */
  Path file(JsonObject artifact) {
    String path = URI.create(artifact.getString("uri")).getPath();
    return first.assets().resolve(path.substring("/assets/".length()));
  }

  private static TwoNodes start() {
    try {
      ServerProcess first = configured(ServerProcess.development("two_nodes_it"));
      TwoNodes nodes =
          new TwoNodes(
              first,
              first.node("two_nodes_it_second").with("STORAGE_SPOOL_BYTES", "" + LITTLE_SPOOL));
      try {
        first.start();
        nodes.second().start();
        return nodes;
      } catch (IOException | RuntimeException e) {
        nodes.close();
        throw e;
      }
    } catch (Exception e) {
      throw new IllegalStateException("the nodes do not start", e);
    }
  }

  private static ServerProcess configured(ServerProcess node) {
    return node.with("JVM_ARGS", "-Xmx256m " + ServerProcess.AS_COMPILED)
        .with("ARTIFACT_MAX_BYTES_AUDIO", "2147483648")
        .with("CROSS_ORIGIN_ORIGINS", ORIGINS);
  }

  @Override
  public void close() throws Exception {
    second.close();
    first.close();
  }

  /** Gives a test method the nodes it has as a parameter. */
  static final class Extension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == TwoNodes.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.GLOBAL)
          .getOrComputeIfAbsent(TwoNodes.class, type -> start(), TwoNodes.class);
    }
  }
}
