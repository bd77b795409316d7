package io.atelier.simulated;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All of them in one server, as the product is told of them by environment variables. */
public final class SimulatedProviders implements AutoCloseable {
  private final SimulatedServer server;
  public final NanoBananaSimulator nanoBanana;
  public final SunoSimulator suno;
  public final SunoSimulator sunoAtKie;
  public final MeshySimulator meshy;
  public final SimulatedCallbacks callbacks;

  /**
   * Providers at that port, or any if it is 0.
   *
   * @param speed how many times as fast as the real ones they are
   * @param media what they deliver
   */
  public SimulatedProviders(int port, double speed, SimulatedMedia media) {
    this(port, SimulatedTime.running(speed), media);
  }

  /** The same by that time. */
  public SimulatedProviders(int port, SimulatedTime time, SimulatedMedia media) {
    SimulatedFiles files = new SimulatedFiles(time);
    callbacks = new SimulatedCallbacks(time);
    nanoBanana = new NanoBananaSimulator(time, files, media, callbacks);
    suno = new SunoSimulator(time, files, media, false, callbacks);
    sunoAtKie = new SunoSimulator(time, files, media, true, callbacks);
    meshy = new MeshySimulator(time, files, media);
    server = new SimulatedServer(port, files, List.of(nanoBanana, suno, sunoAtKie, meshy));
  }

  /**
   * Runs them until the process is killed, or the one that started it ends.
   *
   * @param args the port, 0 for any, and the speed; the variables are printed, one a line, and then
   *     an empty line
   */
  public static void main(String[] args) {
    ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
    SimulatedProviders providers =
        new SimulatedProviders(
            Integer.parseInt(args[0]), Double.parseDouble(args[1]), SimulatedMedia.faithful());
    providers.variables().forEach((name, value) -> System.out.println(name + "=" + value));
    System.out.println();
    parent.onExit().join();
    providers.close();
  }

  /** What the product has to be told to use them. */
  public Map<String, String> variables() {
    String host = server.url().getHost();
    Map<String, String> variables = new TreeMap<>();
    variables.put("NANO_BANANA_API_KEY", NanoBananaSimulator.KEY);
    variables.put("NANO_BANANA_BASE_URL", server.url() + nanoBanana.prefix());
    variables.put("NANO_BANANA_UPLOAD_BASE_URL", server.url() + nanoBanana.prefix());
    variables.put("NANO_BANANA_RESULT_HOSTS", host);
    variables.put("SUNO_API_KEY", SunoSimulator.KEY);
    variables.put("SUNO_BASE_URL", server.url() + suno.prefix());
    variables.put("SUNO_RESULT_HOSTS", host);
    variables.put("MESHY_API_KEY", MeshySimulator.KEY);
    variables.put("MESHY_BASE_URL", server.url() + meshy.prefix());
    variables.put("MESHY_RESULT_HOSTS", host);
    variables.put("EGRESS_TRUSTED_HOSTS", host + ",localhost");
    return variables;
  }

  @Override
  public void close() {
    server.close();
  }
}
