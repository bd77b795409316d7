package io.atelier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import org.junit.jupiter.api.Test;

class AtelierTest {
  @Test
  void it_has_one_client_of_a_sort_however_often_it_is_asked() {
    try (Atelier atelier = nowhere()) {
      assertThat(atelier.jobs()).isSameAs(atelier.jobs());
      assertThat(atelier.operations().nodes()).isSameAs(atelier.operations().nodes());
    }
  }

  @Test
  void its_clients_are_closed_with_it() {
    Atelier atelier = nowhere();
    SkillsApi skills = atelier.skills();
    atelier.close();
    assertThatIllegalStateException().isThrownBy(skills::list);
  }

  private static Atelier nowhere() {
    return Atelier.at(URI.create("http://localhost:9"), () -> "none");
  }
}
