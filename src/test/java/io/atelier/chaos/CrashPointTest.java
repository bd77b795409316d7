package io.atelier.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import org.jboss.byteman.agent.HelperManager;
import org.jboss.byteman.agent.RuleScript;
import org.jboss.byteman.agent.ScriptRepository;
import org.jboss.byteman.modules.NonModuleSystem;
import org.jboss.byteman.rule.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rule for what there is not would never strike, and nobody would be told. */
class CrashPointTest {
  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void a_crash_points_rule_is_one_of_a_method_that_there_is(CrashPoint point) throws Exception {
    assertRules(point.rule(Path.of("/armed")), 1);
  }

  @Test
  void so_are_the_rules_of_what_is_taken_out() throws Exception {
    assertRules(Safeguard.NOTHING.rule(), 0);
    assertRules(Safeguard.INTENT.rule(), 2);
    assertRules(Safeguard.LOCK.rule(), 4);
  }

  private static void assertRules(String rules, int number) throws Exception {
    List<RuleScript> scripts = new ScriptRepository(false).processScripts(rules, "rules");
    assertThat(scripts).hasSize(number);
    for (RuleScript script : scripts) {
      ClassLoader loader = CrashPointTest.class.getClassLoader();
      // Throws what the agent would only write to a log.
      Rule.create(script, loader, new HelperManager(null, new NonModuleSystem()), null);
      String method = script.getTargetMethod().replaceAll("\\(.*", "");
      assertThat(Class.forName(script.getTargetClass()).getDeclaredMethods())
          .extracting(Method::getName)
          .contains(method);
    }
  }
}
