package io.atelier.provider;

import io.atelier.PropertiesConfig;
import io.atelier.egress.EgressClients;
import io.atelier.provider.remote.ResultDownload;
import io.atelier.simulated.SimulatedFiles;
import io.atelier.simulated.SimulatedProvider;
import io.atelier.simulated.SimulatedServer;
import io.atelier.simulated.SimulatedTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** An adapter and its provider, simulated; their time is moved by hand. */
public final class AdapterFixture<P extends SimulatedProvider, A extends ProviderAdapter>
    implements AutoCloseable {
  private static final Duration LONG = Duration.ofMinutes(10);

  public final SimulatedTime time = SimulatedTime.stepped();
  public final P provider;
  public final A adapter;
  private final Path directory;
  private final SimulatedServer server;
  private final Consumer<A> closing;

  /** How an adapter is made. */
  @FunctionalInterface
  public interface Assembly<A> {
    /** One by that configuration. */
    A adapter(Config config, ResultDownload downloads, Clock clock);
  }

  /**
   * One of each.
   *
   * @param settings beside what Atelier comes with; {@code {url}} is where the provider is
   */
  public AdapterFixture(
      Path directory,
      BiFunction<SimulatedTime, SimulatedFiles, P> provider,
      Assembly<A> assembly,
      Consumer<A> closing,
      Map<String, String> settings) {
    this.directory = directory;
    this.closing = closing;
    SimulatedFiles files = new SimulatedFiles(time);
    this.provider = provider.apply(time, files);
    this.server = new SimulatedServer(0, files, List.of(this.provider));
    Map<String, String> all = new HashMap<>();
    String url = server.url() + this.provider.prefix();
    settings.forEach((key, value) -> all.put(key, value.replace("{url}", url)));
    Config config = PropertiesConfig.shippedWith(all);
    this.adapter =
        assembly.adapter(
            config,
            new ResultDownload(EgressClients.trustingLoopback(), config),
            time.withZone(ZoneOffset.UTC));
  }

  public TemporaryWorkspace workspace() {
    return new TemporaryWorkspace(directory);
  }

  /**
   * The answer to a create, a second after whatever was before: no test is about being too fast.
   */
  public ProviderSnapshot submit(GenerationRequest request) {
    time.advance(Duration.ofSeconds(1));
    return adapter.submit(new Submission("key", request, workspace()));
  }

  /** The task that a create became. */
  public ProviderHandle accepted(GenerationRequest request) {
    return handle(submit(request));
  }

  /** The task that an answer is about. */
  public static ProviderHandle handle(ProviderSnapshot snapshot) {
    if (snapshot instanceof ProviderSnapshot.Running running) {
      return running.handle();
    }
    throw new AssertionError("not accepted: " + snapshot);
  }

  /** How it stands a second later. */
  public ProviderSnapshot poll(ProviderHandle handle, GenerationRequest request) {
    time.advance(Duration.ofSeconds(1));
    return adapter.poll(handle, request, workspace(), null);
  }

  /** How it stands when the provider has had all the time it needs. */
  public ProviderSnapshot done(ProviderHandle handle, GenerationRequest request) {
    time.advance(LONG);
    return poll(handle, request);
  }

  /** All that is seen of a request from its create to its end, but for names. */
  public String course(GenerationRequest request) {
    ProviderSnapshot created = submit(request);
    if (!(created instanceof ProviderSnapshot.Running task)) {
      return told(created);
    }
    return Stream.of(
            created,
            poll(task.handle(), request),
            poll(task.handle(), request),
            done(task.handle(), request))
        .map(AdapterFixture::told)
        .collect(Collectors.joining(", "));
  }

  private static String told(ProviderSnapshot snapshot) {
    return switch (snapshot) {
      case ProviderSnapshot.Failed failed -> failed.failure() + " " + failed.code();
      case ProviderSnapshot.Succeeded made ->
          made.files().stream().map(AdapterFixture::told).collect(Collectors.joining(" "));
      default -> snapshot.getClass().getSimpleName();
    };
  }

  private static String told(MadeFile file) {
    try {
      return file.part() + " " + Arrays.hashCode(Files.readAllBytes(file.path()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a request ends. */
  public ProviderSnapshot made(GenerationRequest request) {
    return done(accepted(request), request);
  }

  public static FailureClass failure(ProviderSnapshot snapshot) {
    return failed(snapshot).failure();
  }

  /** The failure that an answer is. */
  public static ProviderSnapshot.Failed failed(ProviderSnapshot snapshot) {
    if (snapshot instanceof ProviderSnapshot.Failed failed) {
      return failed;
    }
    throw new AssertionError("it did not fail: " + snapshot);
  }

  @Override
  public void close() {
    closing.accept(adapter);
    server.close();
  }
}
