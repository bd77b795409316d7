package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FR-002, FR-005, FR-006, US1.2: how an asset is served to whoever sends its tenant's token, to the
 * letter of RFC 9110; a small one, which is served from memory, and a large one alike.
 */
class AssetServingIT {
  private static final String YEAR = "private, max-age=31536000, immutable";
  private static AssetCaller owner;

  /** An asset of each of the two ways it is served. */
  enum Sample {
    SMALL(10_240),
    LARGE(5_000_000);

    private final byte[] bytes;
    private JsonObject artifact;

    Sample(int size) {
      bytes = WavFile.of(size, size);
    }

    String uri() {
      return artifact.getString("uri");
    }

    String etag() {
      return '"' + LiveServer.sha256(bytes) + '"';
    }

    byte[] part(int first, int last) {
      return Arrays.copyOfRange(bytes, first, last + 1);
    }

    int size() {
      return bytes.length;
    }
  }

  @BeforeAll
  static void aTenantHasAssets() {
    owner = AssetCaller.of(LiveServer.newTenant());
    for (Sample sample : Sample.values()) {
      sample.artifact = owner.upload("spring-26", sample.bytes);
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_asset_is_served_byte_by_byte_with_all_that_describes_it(Sample sample) {
    HttpResponse<byte[]> answer = owner.get(sample.uri());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(sample.bytes);
    assertDescribes(answer, sample);
    assertThat(header(answer, "Content-Type")).isEqualTo("audio/wav");
    assertThat(header(answer, "Content-Length")).isEqualTo(String.valueOf(sample.size()));
    assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    Instant modified = date(header(answer, "Last-Modified"));
    assertThat(modified).isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(5));
  }

  @ParameterizedTest
  @EnumSource
  void its_address_is_its_content(Sample sample) {
    String hash = LiveServer.sha256(sample.bytes);
    assertThat(sample.uri()).endsWith("/spring-26/audio/" + hash + ".wav");
    assertThat(sample.artifact.getString("sha256")).isEqualTo(hash);
  }

  @ParameterizedTest
  @EnumSource
  void head_says_what_get_says_without_the_bytes(Sample sample) {
    HttpResponse<byte[]> head = owner.head(sample.uri());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(withoutDate(head)).isEqualTo(withoutDate(owner.get(sample.uri())));
  }

  @ParameterizedTest
  @EnumSource
  void head_knows_no_range(Sample sample) {
    HttpResponse<byte[]> head = owner.head(sample.uri(), "Range", "bytes=0-3");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(header(head, "Content-Length")).isEqualTo(String.valueOf(sample.size()));
    assertThat(owner.head(sample.uri(), "Range", "bytes=999999999-").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void options_tells_the_methods_to_anybody(Sample sample) {
    HttpResponse<byte[]> answer =
        owner.anonymous().send("OPTIONS", sample.uri(), BodyPublishers.noBody());
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void what_must_be_something_else_is_not_sent(Sample sample) {
    String published = header(owner.get(sample.uri()), "Last-Modified");
    String before = http(date(published).minusSeconds(1));
    for (String[] condition :
        List.of(
            new String[] {"If-Match", "\"another\""},
            new String[] {"If-Match", "W/" + sample.etag()},
            new String[] {"If-Match", "\"another\"", "If-None-Match", sample.etag()},
            new String[] {"If-Match", "\"another\"", "Range", "bytes=0-3"},
            new String[] {"If-Unmodified-Since", before})) {
      HttpResponse<byte[]> answer = owner.get(sample.uri(), condition);
      assertThat(answer.statusCode()).as(String.join(" ", condition)).isEqualTo(412);
      assertRefusal(answer, "PRECONDITION_FAILED");
      assertThat(owner.head(sample.uri(), condition).statusCode()).isEqualTo(412);
    }
    for (String[] condition :
        List.of(
            new String[] {"If-Match", sample.etag()},
            new String[] {"If-Match", "*", "If-Unmodified-Since", before},
            new String[] {"If-Unmodified-Since", published})) {
      assertThat(owner.get(sample.uri(), condition).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void who_has_it_already_is_told_so_and_no_more(Sample sample) {
    for (String tags :
        List.of(
            sample.etag(),
            "W/" + sample.etag(),
            "*",
            " " + sample.etag() + " ",
            "\"another\", " + sample.etag(),
            "\"another\",W/" + sample.etag() + ",\"third\"",
            ",," + sample.etag())) {
      for (String method : List.of("GET", "HEAD")) {
        HttpResponse<byte[]> answer =
            owner.send(method, sample.uri(), BodyPublishers.noBody(), "If-None-Match", tags);
        assertThat(answer.statusCode()).as(tags).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        if (method.equals("HEAD")) {
          // RFC 9110, section 8.6: that of the 200, or none. To a GET the server says 0 by itself.
          assertThat(answer.headers().allValues("Content-Length"))
              .isSubsetOf(String.valueOf(sample.size()));
        }
        assertThat(header(answer, "ETag")).isEqualTo(sample.etag());
        assertThat(header(answer, "Cache-Control")).isEqualTo(YEAR);
        assertVaries(answer);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_tags_of_several_lines_are_one_list(Sample sample) {
    HttpResponse<byte[]> answer =
        owner.get(sample.uri(), "If-None-Match", "\"another\"", "If-None-Match", sample.etag());
    assertThat(answer.statusCode()).isEqualTo(304);
  }

  @ParameterizedTest
  @EnumSource
  void who_has_something_else_gets_it(Sample sample) {
    String bare = sample.etag().replace("\"", "");
    for (String tags :
        List.of(
            "\"another\"",
            bare,
            "w/" + sample.etag(),
            "\"" + bare.toUpperCase(Locale.ROOT) + "\"",
            "\"*\"",
            "**",
            "\"",
            "W/",
            sample.etag().substring(1))) {
      HttpResponse<byte[]> answer = owner.get(sample.uri(), "If-None-Match", tags);
      assertThat(answer.statusCode()).as(tags).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(sample.bytes);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_date_in_any_of_the_three_forms_is_a_condition(Sample sample) {
    Instant modified = date(header(owner.head(sample.uri()), "Last-Modified"));
    for (Instant since : List.of(modified, modified.plusSeconds(1), modified.plusSeconds(90_000))) {
      for (String form : forms(since)) {
        assertThat(owner.get(sample.uri(), "If-Modified-Since", form).statusCode())
            .as(form)
            .isEqualTo(304);
      }
    }
    for (String form : forms(modified.minusSeconds(1))) {
      assertThat(owner.get(sample.uri(), "If-Modified-Since", form).statusCode())
          .as(form)
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "0", "-1", "Mon, 99 Foo 2026 00:00:00 GMT", "*"})
  void what_is_no_date_is_as_if_it_were_not_there(String date) {
    assertThat(owner.get(Sample.SMALL.uri(), "If-Modified-Since", date).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void a_tag_counts_before_a_date(Sample sample) {
    String future = http(Instant.now().plus(Duration.ofDays(1)));
    assertThat(
            owner
                .get(sample.uri(), "If-None-Match", "\"x\"", "If-Modified-Since", future)
                .statusCode())
        .isEqualTo(200);
    assertThat(
            owner
                .get(sample.uri(), "If-None-Match", sample.etag(), "Range", "bytes=0-3")
                .statusCode())
        .as("and before a range")
        .isEqualTo(304);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-9, 0, 9",
    "bytes=100-4999, 100, 4999",
    "bytes=0-, 0, -1",
    "bytes=10000-, 10000, -1",
    "bytes=-1, -1, -1",
    "bytes=-500, -500, -1",
    "bytes=-999999999, 0, -1",
    "bytes=-99999999999999999999999999, 0, -1",
    "bytes=9-9223372036854775807, 9, -1",
    "bytes=9-99999999999999999999999999, 9, -1",
    "Bytes=1-2, 1, 2",
    "'bytes=0-5,3-9', 0, 9",
    "'bytes=0-5,6-9', 0, 9",
    "'bytes=0-5,999999999-', 0, 5",
    "'bytes=7-9,0-8', 0, 9",
    "'bytes= ,1-2, ,', 1, 2"
  })
  void one_range_is_one_part(String range, int first, int last) {
    for (Sample sample : Sample.values()) {
      int from = first < 0 ? sample.size() + first : first;
      int to = last < 0 ? sample.size() + last : last;
      HttpResponse<byte[]> answer = owner.get(sample.uri(), "Range", range);
      assertThat(answer.statusCode()).isEqualTo(206);
      assertThat(header(answer, "Content-Range"))
          .isEqualTo("bytes " + from + "-" + to + "/" + sample.size());
      assertThat(header(answer, "Content-Length")).isEqualTo(String.valueOf(to - from + 1));
      assertThat(header(answer, "Content-Type")).isEqualTo("audio/wav");
      assertThat(answer.body()).isEqualTo(sample.part(from, to));
      assertDescribes(answer, sample);
    }
  }

  @ParameterizedTest
  @EnumSource
  void several_ranges_are_parts_of_one_answer(Sample sample) {
    int last = sample.size() - 1;
    String head = "audio/wav\r\nContent-Range: bytes ";
    HttpResponse<byte[]> answer =
        owner.get(sample.uri(), "Range", "bytes=9000-9099,-1, 0-9,5-19,999999999-");
    assertThat(answer.statusCode()).isEqualTo(206);
    assertDescribes(answer, sample);
    assertThat(answer.headers().firstValue("Content-Range")).isEmpty();
    assertThat(header(answer, "Content-Length")).isEqualTo(String.valueOf(answer.body().length));
    Matcher type =
        Pattern.compile("multipart/byteranges; boundary=([A-Za-z0-9-]{1,70})")
            .matcher(header(answer, "Content-Type"));
    assertThat(type.matches()).isTrue();
    String start = "\r\n--" + type.group(1);
    String expected =
        start
            + "\r\nContent-Type: "
            + head
            + "0-19/"
            + sample.size()
            + "\r\n\r\n"
            + latin1(sample.part(0, 19))
            + start
            + "\r\nContent-Type: "
            + head
            + "9000-9099/"
            + sample.size()
            + "\r\n\r\n"
            + latin1(sample.part(9000, 9099))
            + start
            + "\r\nContent-Type: "
            + head
            + last
            + "-"
            + last
            + "/"
            + sample.size()
            + "\r\n\r\n"
            + latin1(sample.part(last, last))
            + start
            + "--\r\n";
    assertThat(latin1(answer.body())).isEqualTo(expected);
  }

  @Test
  void parts_of_megabytes_come_whole_too() {
    Sample large = Sample.LARGE;
    HttpResponse<byte[]> answer =
        owner.get(large.uri(), "Range", "bytes=10-2000000,2000010-4999999");
    String body = latin1(answer.body());
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(body).contains(latin1(large.part(10, 2_000_000)));
    assertThat(body).contains(latin1(large.part(2_000_010, 4_999_999)));
    assertThat(header(answer, "Content-Length")).isEqualTo(String.valueOf(answer.body().length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=999999999-",
        "bytes=999999999-1999999999",
        "bytes=-0",
        "bytes=9223372036854775807-",
        "bytes=99999999999999999999999999-",
        "bytes=999999999-,-0"
      })
  void a_range_past_the_end_is_answered_with_the_size(String range) {
    for (Sample sample : Sample.values()) {
      HttpResponse<byte[]> answer = owner.get(sample.uri(), "Range", range);
      assertThat(answer.statusCode()).isEqualTo(416);
      assertThat(header(answer, "Content-Range")).isEqualTo("bytes */" + sample.size());
      assertRefusal(answer, "RANGE_NOT_SATISFIABLE");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes",
        "bytes=",
        "bytes=,",
        "bytes=-",
        "bytes=a-b",
        "bytes=9-1",
        "bytes=1",
        "bytes=--1",
        "bytes=0-1,x",
        "items=0-1",
        "0-1",
        "x",
        "bytes=0-0,2-2,4-4,6-6,8-8,10-10,12-12,14-14,16-16,18-18,20-20,22-22,24-24,26-26,28-28,30-30,32-32"
      })
  void garbage_or_more_than_sixteen_ranges_are_the_whole_file(String range) {
    for (Sample sample : Sample.values()) {
      HttpResponse<byte[]> answer = owner.get(sample.uri(), "Range", range);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(sample.bytes);
    }
  }

  @ParameterizedTest
  @EnumSource
  void if_range_lets_a_range_count_for_this_very_content_only(Sample sample) {
    Instant modified = date(header(owner.head(sample.uri()), "Last-Modified"));
    List<String> right = new ArrayList<>(forms(modified));
    right.add(sample.etag());
    for (String validator : right) {
      HttpResponse<byte[]> answer =
          owner.get(sample.uri(), "Range", "bytes=4-7", "If-Range", validator);
      assertThat(answer.statusCode()).as(validator).isEqualTo(206);
      assertThat(answer.body()).isEqualTo(sample.part(4, 7));
    }
    for (String validator :
        List.of(
            "W/" + sample.etag(),
            "\"another\"",
            "*",
            http(modified.minusSeconds(1)),
            http(modified.plusSeconds(1)),
            "garbage")) {
      HttpResponse<byte[]> answer =
          owner.get(sample.uri(), "Range", "bytes=4-7", "If-Range", validator);
      assertThat(answer.statusCode()).as(validator).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(sample.bytes);
    }
    assertThat(
            owner
                .get(sample.uri(), "Range", "bytes=999999999-", "If-Range", "\"another\"")
                .statusCode())
        .as("no range, no 416")
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, 401, UNAUTHENTICATED",
    "HEAD, 401, ",
    "POST, 405, METHOD_NOT_ALLOWED",
    "PUT, 405, METHOD_NOT_ALLOWED",
    "DELETE, 405, METHOD_NOT_ALLOWED",
    "PATCH, 405, METHOD_NOT_ALLOWED"
  })
  void a_refusal_is_never_cached_and_says_what_it_varies_by(
      String method, int status, String code) {
    HttpResponse<byte[]> answer =
        owner.anonymous().send(method, Sample.SMALL.uri(), BodyPublishers.noBody());
    assertThat(answer.statusCode()).isEqualTo(status);
    assertRefusal(answer, code);
  }

  @Test
  void answers_are_counted_by_their_status() {
    String uri = Sample.values()[0].uri();
    owner.get(uri);
    owner.get(uri, "Range", "bytes=0-3");
    owner.get(uri.replaceFirst("[0-9a-f]{64}", "0".repeat(64)));
    String metrics = LiveServer.text(LiveServer.get(LiveServer.at("/metrics"), "none"));
    for (int status : new int[] {200, 206, 404}) {
      assertThat(metrics)
          .containsPattern(
              "atelier_asset_answers_total\\{[^}]*status=\"" + status + "\"[^}]*} [1-9]");
    }
  }

  @Test
  void what_is_not_there_is_refused_like_everything_else() {
    String absent = Sample.SMALL.uri().replaceFirst("[0-9a-f]{64}", "0".repeat(64));
    HttpResponse<byte[]> answer = owner.get(absent, "Range", "bytes=0-1", "If-None-Match", "*");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertRefusal(answer, "NOT_FOUND");
    assertThat(answer.headers().map()).doesNotContainKeys("etag", "content-range");
  }

  @Test
  void an_answer_on_a_connection_that_stays_open_is_followed_by_the_next() {
    for (int i = 0; i < 20; i++) {
      for (Sample sample : Sample.values()) {
        assertThat(owner.get(sample.uri(), "Range", "bytes=" + i + "-").body())
            .isEqualTo(sample.part(i, sample.size() - 1));
        assertThat(owner.get(sample.uri(), "If-None-Match", "*").body()).isEmpty();
        assertThat(owner.head(sample.uri()).body()).isEmpty();
      }
    }
  }

  private static void assertDescribes(HttpResponse<byte[]> answer, Sample sample) {
    assertThat(header(answer, "ETag")).isEqualTo(sample.etag());
    assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(header(answer, "Cache-Control")).isEqualTo(YEAR);
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
    assertVaries(answer);
    assertOpenToOtherOrigins(answer);
  }

  private static void assertRefusal(HttpResponse<byte[]> answer, String code) {
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertVaries(answer);
    assertOpenToOtherOrigins(answer);
    if (code != null) {
      assertThat(LiveServer.json(answer).getString("code")).isEqualTo(code);
    }
  }

  private static void assertVaries(HttpResponse<byte[]> answer) {
    assertThat(String.join(", ", answer.headers().allValues("Vary")).split(", "))
        .containsExactlyInAnyOrder("Origin", "Authorization");
  }

  private static void assertOpenToOtherOrigins(HttpResponse<byte[]> answer) {
    assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(answer, "Access-Control-Expose-Headers"))
        .contains("Content-Range", "ETag", "Accept-Ranges", "Content-Length");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }

  private static Map<String, List<String>> withoutDate(HttpResponse<byte[]> answer) {
    return answer.headers().map().entrySet().stream()
        .filter(header -> !header.getKey().equals("date"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The one value of a header that must be there once. */
  private static String header(HttpResponse<byte[]> answer, String name) {
    assertThat(answer.headers().allValues(name)).as(name).hasSize(1);
    return answer.headers().firstValue(name).orElseThrow();
  }

  private static List<String> forms(Instant time) {
    ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
    return List.of(
        http(time),
        DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.ENGLISH).format(utc),
        DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH).format(utc));
  }

  private static String http(Instant time) {
    return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
        .format(time.atZone(ZoneOffset.UTC));
  }

  private static Instant date(String http) {
    return ZonedDateTime.parse(http, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
