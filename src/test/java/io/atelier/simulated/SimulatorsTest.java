package io.atelier.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** providers.md 11.1: what the adapters do not ask for, and others who use the simulators may. */
class SimulatorsTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final SimulatedTime time = SimulatedTime.stepped();
  private final SimulatedProviders providers =
      new SimulatedProviders(0, time, SimulatedMedia.quick());

  @AfterEach
  void close() {
    providers.close();
  }

  private HttpRequest.Builder request(SimulatedProvider provider, String path) {
    return HttpRequest.newBuilder(
            URI.create(
                providers.variables().get("MESHY_BASE_URL").replace("/meshy", "")
                    + provider.prefix()
                    + path))
        .header("User-Agent", "Mozilla/5.0")
        .header("Authorization", "Bearer " + provider.key());
  }

  private JsonObject json(HttpRequest.Builder request) throws Exception {
    return Json.createReader(new StringReader(text(request))).readObject();
  }

  private String text(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString()).body();
  }

  private JsonObject posted(SimulatedProvider provider, String path, String body) throws Exception {
    return json(request(provider, path).POST(BodyPublishers.ofString(body.replace('\'', '"'))));
  }

  /** providers.md 4.7. */
  @Test
  void a_task_of_meshy_can_be_listened_to() throws Exception {
    String path = "/openapi/v2/text-to-3d";
    String task =
        posted(providers.meshy, path, "{'mode':'preview','prompt':'a coin','should_remesh':true}")
            .getString("result");
    time.advance(Duration.ofMinutes(2));
    assertThat(text(request(providers.meshy, path + "/" + task + "/stream")))
        .startsWith("event: message\ndata: {")
        .contains("\"status\":\"SUCCEEDED\"", "model_urls")
        .endsWith("}\n\n");
    assertThat(text(request(providers.meshy, path + "/none/stream")))
        .isEqualTo("event: error\ndata: {\"status_code\":404,\"message\":\"Task not found\"}\n\n");
  }

  @Test
  void what_happens_while_one_listens_is_told() throws Exception {
    try (SimulatedProviders quick =
        new SimulatedProviders(0, SimulatedTime.running(50), SimulatedMedia.quick())) {
      String path = quick.variables().get("MESHY_BASE_URL") + "/openapi/v2/text-to-3d";
      HttpRequest.Builder create =
          HttpRequest.newBuilder(URI.create(path))
              .header("Authorization", "Bearer " + MeshySimulator.KEY);
      String task =
          json(create.POST(BodyPublishers.ofString("{\"mode\":\"preview\",\"prompt\":\"a coin\"}")))
              .getString("result");
      HttpResponse<Stream<String>> told =
          client.send(
              HttpRequest.newBuilder(URI.create(path + "/" + task + "/stream"))
                  .header("Authorization", "Bearer " + MeshySimulator.KEY)
                  .build(),
              BodyHandlers.ofLines());
      List<String> events = told.body().filter(line -> line.startsWith("data: ")).toList();
      assertThat(events).hasSizeGreaterThanOrEqualTo(2);
      assertThat(events.get(0)).contains("progress").doesNotContain("SUCCEEDED", "model_urls");
      assertThat(events.get(events.size() - 1)).contains("SUCCEEDED", "model_urls");
    }
  }

  @Test
  void a_model_of_meshy_can_be_remeshed() throws Exception {
    String create = "{'mode':'preview','prompt':'a coin','should_remesh':true}";
    String shape = posted(providers.meshy, "/openapi/v2/text-to-3d", create).getString("result");
    String remesh = "{'input_task_id':'%s','target_polycount':500}".formatted(shape);
    assertThat(posted(providers.meshy, "/openapi/v1/remesh", remesh).getString("message"))
        .contains("not ready");
    time.advance(Duration.ofMinutes(2));
    String task = posted(providers.meshy, "/openapi/v1/remesh", remesh).getString("result");
    time.advance(Duration.ofMinutes(2));
    JsonObject done = json(request(providers.meshy, "/openapi/v1/remesh/" + task));
    assertThat(done.getString("type")).isEqualTo("remesh");
    assertThat(done.getInt("consumed_credits")).isEqualTo(5);
    assertThat(done.getJsonObject("model_urls").getString("glb")).contains("/cdn/");
  }

  /** providers.md 2.9, 11.3: a first frame makes it void, which is said, as for other fields. */
  @Test
  void what_is_of_no_effect_is_said_to_be() throws Exception {
    String image =
        posted(
                providers.nanoBanana,
                "/api/file-base64-upload",
                "{'base64Data':'data:image/png;base64,iVBORw0KGgo=','uploadPath':'a'}")
            .getJsonObject("data")
            .getString("downloadUrl");
    String kling =
        "{'model':'kling-3.0/video','input':{'prompt':'it turns','image_urls':[%s],'sound':false,"
            + "'duration':'4','aspect_ratio':'9:16','mode':'std','multi_shots':false,"
            + "'multi_prompt':[]}}";
    assertThat(ignored(kling.formatted(""))).isEmpty();
    assertThat(ignored(kling.formatted("'" + image + "'"))).contains("aspect_ratio");
    assertThat(ignored("{'model':'nano-banana-2','input':{'prompt':'night','image_size':'16:9'}}"))
        .contains("image_size");
  }

  private Optional<String> ignored(String create) throws Exception {
    HttpRequest.Builder request =
        request(providers.nanoBanana, "/api/v1/jobs/createTask")
            .POST(BodyPublishers.ofString(create.replace('\'', '"')));
    return client
        .send(request.build(), BodyHandlers.ofString())
        .headers()
        .firstValue("X-Sim-Ignored");
  }

  /** providers.md 2.9: steps of a tenth, formats of a list, and long pictures of one model. */
  @Test
  void a_models_own_rules_are_kept() throws Exception {
    String sound =
        "{'model':'elevenlabs/sound-effect-v2','input':{'text':'rain','duration_seconds':%s,"
            + "'output_format':'%s'}}";
    String image = "{'model':'%s','input':{'prompt':'sea','aspect_ratio':'4:1'}}";
    assertThat(code(sound.formatted("0.7", "mp3_44100_128"))).isEqualTo(200);
    assertThat(code(sound.formatted("0.70", "mp3_44100_128"))).isEqualTo(200);
    assertThat(code(sound.formatted("0.75", "mp3_44100_128"))).isEqualTo(422);
    assertThat(code(sound.formatted("0.7", "flac"))).isEqualTo(422);
    assertThat(code(image.formatted("nano-banana-2"))).isEqualTo(200);
    assertThat(code(image.formatted("nano-banana-pro"))).isEqualTo(422);
    assertThat(code(image.formatted("nano-banana-2-lite"))).isEqualTo(422);
  }

  private int code(String create) throws Exception {
    return posted(providers.nanoBanana, "/api/v1/jobs/createTask", create).getInt("code");
  }

  /** providers.md 3.4. */
  @Test
  void sounds_of_suno() throws Exception {
    String path = "/api/v1/generate/sounds";
    assertThat(posted(providers.suno, path, "{'prompt':'rain','soundTempo':900}").getInt("code"))
        .isEqualTo(400);
    String task =
        posted(providers.suno, path, "{'prompt':'rain','model':'V6','soundLoop':true}")
            .getJsonObject("data")
            .getString("taskId");
    assertThat(providers.suno.ledger().charged()).isEqualByComparingTo("2.5");
    time.advance(Duration.ofMinutes(3));
    assertThat(
            json(request(providers.suno, "/api/v1/generate/record-info?taskId=" + task))
                .getJsonObject("data")
                .getString("status"))
        .isEqualTo("SUCCESS");
  }

  /** providers.md 2.6: three ways to upload, and no slash at either end of a path. */
  @Test
  void files_are_uploaded_as_text_from_an_address_and_by_a_form() throws Exception {
    String image = "data:image/png;base64,iVBORw0KGgo=";
    JsonObject first =
        posted(
            providers.nanoBanana,
            "/api/file-base64-upload",
            "{'base64Data':'%s','uploadPath':'a/b','fileName':'c.png'}".formatted(image));
    assertThat(first.getJsonObject("data").getString("filePath")).isEqualTo("a/b/c.png");
    String address = first.getJsonObject("data").getString("downloadUrl");
    JsonObject second =
        posted(
            providers.nanoBanana,
            "/api/file-url-upload",
            "{'fileUrl':'%s','uploadPath':'a'}".formatted(address));
    assertThat(second.getJsonObject("data").getInt("fileSize")).isEqualTo(8);
    String form =
        String.join(
            "\r\n",
            "--x",
            "Content-Disposition: form-data; name=\"uploadPath\"",
            "",
            "a",
            "--x",
            "Content-Disposition: form-data; name=\"file\"; filename=\"d.png\"",
            "Content-Type: image/png",
            "",
            "12345",
            "--x--",
            "");
    JsonObject third =
        json(
            request(providers.nanoBanana, "/api/file-stream-upload")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(form)));
    assertThat(third.getJsonObject("data").getInt("fileSize")).isEqualTo(5);
    assertThat(
            posted(
                    providers.nanoBanana,
                    "/api/file-base64-upload",
                    "{'base64Data':'%s','uploadPath':'/a/'}".formatted(image))
                .getInt("code"))
        .isEqualTo(400);
  }
}
