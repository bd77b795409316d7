package io.atelier.breakable;

import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The server: a thread for each connection, sockets and HTTP by hand, since most faults are ones
 * that no HTTP server can be talked into.
 *
 * <p>{@code POST|GET /v1/tasks}, {@code GET|DELETE /v1/tasks/{id}} and {@code GET /v1/results/{id}}
 * below {@code /replay /lookup /reject /reject-with-id /none}, each an account of that {@link
 * Flavour}; {@code POST|DELETE /control/faults}, {@code POST /control/limits /control/settings
 * /control/reset}, {@code GET /control/ledger /control/stats}.
 */
public final class BreakableServer {
  private static final int BACKLOG = 4096;

  private final ServerSocket socket;
  private final String url;
  private final Books books;
  private final CreateEndpoint creates;
  private final TaskEndpoint tasks;

  BreakableServer(int port, Path ledger) throws IOException {
    socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    url = "http://127.0.0.1:" + socket.getLocalPort();
    books = new Books(Ledger.open(ledger), InstantSource.system());
    creates = new CreateEndpoint(books);
    tasks = new TaskEndpoint(books);
  }

  /**
   * Runs it until it is killed.
   *
   * @param args the port, 0 for any, which is then printed; the directory of the ledger; and {@code
   *     with-parent} if it is to end when the process ends that started it
   */
  public static void main(String[] args) throws IOException {
    if (args.length > 2 && args[2].equals("with-parent")) {
      ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
      parent.onExit().thenRun(() -> Runtime.getRuntime().halt(0));
    }
    BreakableServer server = new BreakableServer(Integer.parseInt(args[0]), Path.of(args[1]));
    System.out.println("The breakable provider listens on " + server.url);
    server.serve();
  }

  void serve() throws IOException {
    while (true) {
      Socket client = socket.accept();
      Thread.ofVirtual().start(() -> talk(client));
    }
  }

  private void talk(Socket client) {
    try (Connection connection = new Connection(client)) {
      boolean more = true;
      while (more) {
        Optional<Request> request = Request.read(connection.in());
        more = request.isPresent() && answer(connection, request.get());
      }
    } catch (IOException e) {
      // The client went away, or sent no HTTP.
    } catch (RuntimeException | Error e) {
      // A test that is told nothing of this would look elsewhere for the reason.
      e.printStackTrace();
    }
  }

  private boolean answer(Connection connection, Request request) throws IOException {
    Reply reply = reply(request);
    reply.synced().join();
    return new Sabotage(connection, URI.create(url + "/inside")).send(reply.answer(), reply.fault())
        && !request.header("connection").equals(Optional.of("close"));
  }

  private Reply reply(Request request) throws IOException {
    String[] path = request.path().substring(1).split("/", -1);
    String call = request.method() + " " + (path.length > 2 ? path[2] : "");
    if (path[0].equals("control") && path.length == 2) {
      return control(request, request.method() + " " + path[1]);
    } else if (path[0].equals("inside")) {
      return inside(request);
    } else if (path.length < 3 || path.length > 4 || !path[1].equals("v1")) {
      return Reply.now(Answer.error(404, "no_such_path"));
    } else if (Flavour.ofAccount(path[0]).isEmpty()) {
      return Reply.now(Answer.error(404, "no_such_account"));
    }
    return path.length == 3
        ? collection(request, path[0], call)
        : single(request, path[0], path[3], call);
  }

  private Reply collection(Request request, String account, String call) {
    return switch (call) {
      case "POST tasks" -> create(request, account);
      case "GET tasks" ->
          tasks.list(
              account,
              request.parameter("since").map(Instant::parse),
              request.parameter("reference"),
              request.parameter("cursor"));
      default -> Reply.now(Answer.error(404, "no_such_path"));
    };
  }

  private Reply single(Request request, String account, String id, String call) {
    return switch (call) {
      // There may be a proxy between.
      case "GET tasks" ->
          tasks.poll(account, id, request.header("host").map(h -> "http://" + h).orElse(url));
      case "DELETE tasks" -> tasks.cancel(account, id);
      case "GET results" ->
          tasks.result(account, id, request.parameter("u").map(Integer::parseInt).orElse(0));
      default -> Reply.now(Answer.error(404, "no_such_path"));
    };
  }

  private Reply create(Request request, String account) {
    CreateRequest create;
    try {
      create = CreateRequest.of(account, request.header("idempotency-key"), request.json());
    } catch (RuntimeException e) {
      return creates.malformed(account, String.valueOf(e.getMessage()));
    }
    pause(create.delay());
    return creates.post(create);
  }

  private static void pause(Duration delay) {
    long end = System.nanoTime() + delay.toNanos();
    for (long left = delay.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private Reply control(Request request, String call) throws IOException {
    return switch (call) {
      case "POST faults" -> {
        try {
          Fault.of(request.json().getString("fault"));
        } catch (RuntimeException e) {
          yield Reply.now(Answer.error(400, String.valueOf(e.getMessage())));
        }
        yield books.control("faults", request.json());
      }
      case "DELETE faults" -> books.control("no-faults", JsonDocuments.object().build());
      case "POST limits" -> books.control("limits", request.json());
      case "POST settings" -> books.control("settings", request.json());
      case "POST reset" -> {
        books.reset();
        yield Reply.now(Answer.json(200, JsonDocuments.object()));
      }
      case "GET ledger" -> Reply.now(Answer.of(200, "application/jsonl", Body.of(books.ledger())));
      case "GET stats" -> Reply.now(Answer.json(200, stats()));
      default -> Reply.now(Answer.error(404, "no_such_path"));
    };
  }

  private JsonObjectBuilder stats() {
    return books.decide(
        (known, now) -> {
          JsonObjectBuilder tally = JsonDocuments.object();
          known.tally().forEach(tally::add);
          return known.inFlight().view(now).add("tally", tally);
        });
  }

  private Reply inside(Request request) {
    return books.decide(
        (known, now) ->
            books.reply(
                Answer.of(200, "text/plain", Body.of("Nobody should read this.")),
                Optional.empty(),
                now,
                LedgerEntry.of("inside").with("outcome", request.path())));
  }
}
