package io.atelier.provider.procedural.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.prompt.Prompt;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SubjectTest {
  private static final int[] BUDGETS = {100, 137, 1_000, 10_000, 50_000};

  @ParameterizedTest
  @CsvSource({
    "metallic gold prize wheel, PRIZE_WHEEL",
    "ein goldenes Glücksrad, PRIZE_WHEEL",
    "金色转盘, PRIZE_WHEEL",
    "a fan of playing cards, PLAYING_CARDS",
    "theatre stage with red curtain, STAGE",
    "Bühne, STAGE",
    "gold coin, COIN",
    "moneda de oro, COIN",
    "a gold coin in a treasure chest, TREASURE_CHEST",
    "宝箱, TREASURE_CHEST",
    "сундук с золотом, TREASURE_CHEST",
    "ruby gem, GEM",
    "sparkling diamond, GEM",
    "red dice, DICE",
    "주사위, DICE",
    "winners podium, PODIUM",
    "silver trophy with a star, TROPHY",
    "crown of a king, CROWN",
    "كأس ذهبي, TROPHY",
    "star, STAR",
    "gift box with bow, GIFT_BOX",
    "cadeau, GIFT_BOX",
    "neon slot machine, SLOT_MACHINE",
    "something else entirely, ORNAMENT",
    "'', ORNAMENT"
  })
  void words_choose_the_thing_in_many_languages(String prompt, Subject subject) {
    assertThat(Subject.of(Prompt.of(prompt))).isEqualTo(subject);
  }

  /** FR-012: under the budget asked for, whatever it is. */
  @ParameterizedTest
  @EnumSource
  void the_budget_is_kept_and_used(Subject subject) {
    int before = 0;
    for (int budget : BUDGETS) {
      int triangles = subject.build(shop("a " + subject), budget).triangles();
      assertThat(triangles).as("of %d", budget).isBetween(before, budget);
      before = triangles;
    }
    assertThat(before).isGreaterThan(subject == Subject.GEM ? 90 : 800);
  }

  /** What the search for the finest within a budget stands on. */
  @ParameterizedTest
  @EnumSource
  void a_coarser_detail_has_no_more_triangles(Subject subject) {
    int before = Integer.MAX_VALUE;
    for (int i = 0; i <= Detail.STEPS; i += 3) {
      int triangles = subject.build(shop("a " + subject), Detail.descending(i)).triangles();
      assertThat(triangles).as("at step %d", i).isBetween(1, before);
      before = triangles;
    }
  }

  static Stream<Arguments> solids() {
    return Stream.of(Subject.values())
        .flatMap(
            subject ->
                IntStream.of(100, 900, 6_000, 50_000)
                    .boxed()
                    .flatMap(
                        budget ->
                            IntStream.range(0, subject == Subject.ORNAMENT ? 8 : 2)
                                .mapToObj(seed -> Arguments.of(subject, budget, seed))));
  }

  @ParameterizedTest
  @MethodSource("solids")
  void every_part_is_watertight_and_looks_outwards(Subject subject, int budget, int seed) {
    Model model = subject.build(shop("seed " + seed), budget).normalised();
    for (Model.Part part : model.parts()) {
      Solid solid = Solid.of(part);
      assertThat(solid.openEdges()).as("open edges of %s", part.name()).isZero();
      assertThat(solid.volume()).as("volume of %s", part.name()).isPositive();
      assertThat(solid.inwardNormals()).as("inward normals of %s", part.name()).isZero();
    }
  }

  /** Every shape word gives its own geometry. */
  @Test
  void no_two_things_are_alike() {
    Set<List<Long>> volumes = new HashSet<>();
    for (Subject subject : Subject.values()) {
      Model model = subject.build(shop("same words"), 10_000).normalised();
      volumes.add(model.parts().stream().map(p -> Math.round(1e6 * Solid.of(p).volume())).toList());
    }
    assertThat(volumes).hasSameSizeAs(Subject.values());
  }

  @Test
  void a_prompt_that_names_no_thing_gets_one_of_several_ornaments() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      Model model = Subject.ORNAMENT.build(shop("whatever " + i), 5_000);
      names.add(model.parts().get(0).name());
    }
    assertThat(names).containsExactlyInAnyOrder("rosette", "knot", "shield", "ball");
  }

  private static Workshop shop(String prompt) {
    return new Workshop(Prompt.of(prompt));
  }
}
