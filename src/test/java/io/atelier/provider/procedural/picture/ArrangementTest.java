package io.atelier.provider.procedural.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.provider.procedural.prompt.Prompt;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** FR-014: the things that prompts name stand in the pictures. */
class ArrangementTest {
  private static final int SIDE = 64;

  private static final List<String> THINGS =
      List.of(
          "wheel", "cards", "dice", "slot", "trophy", "podium", "chest", "gift", "crown", "star",
          "gem", "coin");

  /** Every shape word gives its own geometry. */
  @Test
  void no_two_things_have_the_same_outline() {
    Map<String, BitSet> outlines = new LinkedHashMap<>();
    for (String thing : THINGS) {
      BitSet outline = outline(thing);
      outlines.forEach(
          (other, its) -> {
            BitSet differs = (BitSet) its.clone();
            differs.xor(outline);
            BitSet either = (BitSet) its.clone();
            either.or(outline);
            assertThat(differs.cardinality())
                .as("%s beside %s", thing, other)
                .isGreaterThan(either.cardinality() / 12);
          });
      outlines.put(thing, outline);
    }
  }

  @ParameterizedTest
  @FieldSource("THINGS")
  void a_thing_is_large_whole_and_in_the_middle(String thing) {
    BitSet outline = outline(thing);
    assertThat(outline.cardinality()).isBetween(SIDE * SIDE / 10, SIDE * SIDE * 7 / 10);
    long left = outline.stream().filter(i -> i % SIDE < SIDE / 2).count();
    assertThat((double) left / outline.cardinality()).isBetween(0.3, 0.7);
    // A hand of cards may reach beyond the border, as hands do.
    for (int i = 0; i < SIDE && !thing.equals("cards"); i++) {
      assertThat(outline.get(i)).isFalse();
      assertThat(outline.get(i * SIDE)).isFalse();
    }
  }

  /** Where the first thing of a picture is, which is what the picture is about. */
  private static BitSet outline(String word) {
    Camera camera = Camera.of(SIDE, SIDE, 0);
    List<Prop> props = Arrangement.of(new Prompt(List.of(word), 7), camera, true);
    boolean several = word.equals("cards") || word.equals("dice");
    BitSet outline = new BitSet();
    Ray ray = new Ray();
    for (int i = 0; i < SIDE * SIDE; i++) {
      camera.look(i % SIDE + 0.5f, i / SIDE + 0.5f, ray);
      for (Prop prop : several ? props : props.subList(0, 1)) {
        prop.meet(ray);
      }
      outline.set(i, ray.far < Float.POSITIVE_INFINITY);
    }
    return outline;
  }
}
