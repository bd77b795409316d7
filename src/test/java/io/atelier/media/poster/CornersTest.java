package io.atelier.media.poster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CornersTest {
  @Test
  void only_vertices_in_use_are_numbered_in_their_order() {
    int[] corners = {7, 3, 900_000, 3, 7, 8};
    assertThat(Corners.renumbered(corners)).containsExactly(3, 7, 8, 900_000);
    assertThat(corners).containsExactly(1, 0, 3, 0, 1, 2);
  }

  @Test
  void none_are_none() {
    assertThat(Corners.renumbered(new int[0])).isEmpty();
  }
}
