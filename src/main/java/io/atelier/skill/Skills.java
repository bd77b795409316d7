package io.atelier.skill;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/** Every skill there is. */
final class Skills {
  static final List<Skill> ALL =
      List.of(
          VideoSkill.INTRO,
          VideoSkill.OUTCOME,
          AudioSkill.SKILL,
          ModelSkill.SKILL,
          TextureSkill.SKILL,
          ImageSkill.SKILL,
          EnvironmentMapSkill.SKILL);

  private Skills() {}

  /** The skill of that name. */
  static Optional<Skill> find(String name) {
    return ALL.stream().filter(skill -> skill.name().equals(name)).findFirst();
  }

  /**
   * The skill of that name.
   *
   * @throws ProblemException {@code UNKNOWN_SKILL} if there is none
   */
  static Skill named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    ErrorCode.UNKNOWN_SKILL,
                    "skill",
                    "The skills are "
                        + String.join(", ", ALL.stream().map(Skill::name).toList())
                        + "."));
  }
}
