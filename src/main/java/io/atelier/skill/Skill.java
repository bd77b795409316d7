package io.atelier.skill;

import io.atelier.provider.GenerationRequest;
import java.util.List;
import java.util.function.Function;

/**
 * Something a workflow may ask for.
 *
 * @param name what it is asked for by
 * @param fields what its input may say
 * @param request turns a valid input into what is to be made
 */
record Skill(
    String name,
    String description,
    List<Field<?>> fields,
    Function<Input, GenerationRequest> request) {
  Skill {
    fields = List.copyOf(fields);
  }
}
