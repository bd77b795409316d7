package io.atelier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.atelier.artifact.Quota;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaggedReaderTest {
  @Test
  void a_change_that_some_nodes_do_not_know_of_yet_says_which() throws Exception {
    assertThat(read(Map.of("ETag", "\"4f\"", "Unconfirmed-Nodes", "0b6c, 77aa")))
        .isEqualTo(new Tagged<>(new Quota(7000L), "\"4f\"", List.of("0b6c", "77aa")));
    assertThat(read(Map.of("ETag", "\"4f\"", "Unconfirmed-Nodes", "*")).unconfirmedNodes())
        .containsExactly("*");
    assertThat(read(Map.of("ETag", "\"4f\"")).unconfirmedNodes()).isEmpty();
  }

  @Test
  void an_answer_whose_tag_was_lost_on_the_way_is_none() {
    assertThatNullPointerException().isThrownBy(() -> read(Map.of())).withMessageContaining("ETag");
  }

  @SuppressWarnings("unchecked")
  private static Tagged<?> read(Map<String, String> headers) throws Exception {
    Type type = TenantSettingsApi.class.getMethod("storage", String.class).getGenericReturnType();
    TaggedReader reader = new TaggedReader();
    assertThat(
            reader.isReadable(
                Tagged.class, type, new Annotation[0], MediaType.APPLICATION_JSON_TYPE))
        .isTrue();
    return reader.readFrom(
        (Class<Tagged<?>>) (Class<?>) Tagged.class,
        type,
        new Annotation[0],
        MediaType.APPLICATION_JSON_TYPE,
        new MultivaluedHashMap<>(headers),
        new ByteArrayInputStream("{\"quota_bytes\":7000}".getBytes(StandardCharsets.UTF_8)));
  }
}
