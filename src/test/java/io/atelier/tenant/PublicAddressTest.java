package io.atelier.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.PropertiesConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublicAddressTest {

  @Test
  void a_path_follows_the_address_with_one_slash_between() {
    for (String base : new String[] {"https://media.example", "https://media.example//"}) {
      assertThat(address(base).of("/assets/a")).hasToString("https://media.example/assets/a");
    }
    assertThat(address("https://example.org/media/").of("/assets/a"))
        .hasToString("https://example.org/media/assets/a");
  }

  private static PublicAddress address(String base) {
    return new PublicAddress(PropertiesConfig.of(Map.of("public.base-url", base)));
  }
}
