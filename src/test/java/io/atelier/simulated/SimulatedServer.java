package io.atelier.simulated;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * Simulated providers at one address, each below its prefix, with their results below {@code /cdn}
 * and their books at {@code GET <prefix>/admin/stats}.
 */
public final class SimulatedServer implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final HttpServer server;

  /** Those, on that port, or on any if it is 0; running when this returns. */
  public SimulatedServer(int port, SimulatedFiles files, List<SimulatedProvider> providers) {
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/cdn", exchange -> files.answer(Call.read(exchange, "/cdn")).send(exchange));
    for (SimulatedProvider provider : providers) {
      server.createContext(provider.prefix(), exchange -> answer(provider, exchange));
    }
    server.start();
  }

  private static void answer(SimulatedProvider provider, HttpExchange exchange) throws IOException {
    Call call = Call.read(exchange, provider.prefix());
    try {
      reply(provider, call).send(exchange);
    } catch (RuntimeException | Error e) {
      // A test that is told nothing of this would look elsewhere for the reason.
      e.printStackTrace();
      exchange.close();
    }
  }

  private static Reply reply(SimulatedProvider provider, Call call) {
    if (call.route().equals("GET /admin/stats")) {
      return Reply.json(200, provider.ledger().stats());
    }
    Reply reply = provider.answer(call);
    if (new String(reply.body(), StandardCharsets.UTF_8).contains(provider.key())) {
      provider.ledger().count("echoes");
    }
    return reply;
  }

  /** Where it is. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
