package io.atelier.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jboss.byteman.agent.HelperManager;
import org.jboss.byteman.agent.RuleScript;
import org.jboss.byteman.agent.ScriptRepository;
import org.jboss.byteman.modules.NonModuleSystem;
import org.jboss.byteman.rule.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rule for what there is not would never strike, and nobody would be told. */
class CrashPointTest {
  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void a_crash_point_is_in_a_method_that_there_is(CrashPoint point) throws Exception {
    assertThat(Class.forName(point.type()).getDeclaredMethods())
        .extracting(Method::getName)
        .contains(point.method());
  }

  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void a_crash_points_rule_is_one(CrashPoint point) throws Exception {
    assertThat(parsed(point.rule(Path.of("/armed")))).isEqualTo(point.name());
  }

  @ParameterizedTest
  @EnumSource(value = Safeguard.class, mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
  void a_safeguards_rule_is_one(Safeguard safeguard) throws Exception {
    assertThat(safeguard.rule()).contains(parsed(safeguard.rule()));
  }

  private static String parsed(String rule) throws Exception {
    List<RuleScript> scripts = new ScriptRepository(false).processScripts(rule, "rule");
    assertThat(scripts).hasSize(1);
    return Rule.create(
            scripts.get(0),
            CrashPointTest.class.getClassLoader(),
            new HelperManager(null, new NonModuleSystem()),
            null)
        .getName();
  }

  @ParameterizedTest
  @EnumSource(Safeguard.class)
  void what_is_taken_out_is_in_a_method_that_there_is(Safeguard safeguard) throws Exception {
    String[] lines = safeguard.rule().split("\n");
    if (lines.length > 1) {
      Class<?> type = Class.forName(lines[1].replace("CLASS ", "").strip());
      assertThat(Arrays.stream(type.getDeclaredMethods()).map(Method::getName))
          .contains(lines[2].replace("METHOD ", "").strip());
    }
  }
}
