package io.atelier.chaos;

import io.atelier.breakable.LedgerEntry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Promise 2: nothing is paid twice, and what was paid is in the product's ledger. */
final class ChargesCheck {
  private static final Pattern ORDER = Pattern.compile(" order:(\\S+)");

  private ChargesCheck() {}

  static void check(Evidence evidence, Report report) {
    Map<String, String> jobs = evidence.jobsOfStages();
    Map<String, Rows.Stage> stages = evidence.stages();
    Set<String> failed = failed(evidence);
    Map<String, Integer> submits = new TreeMap<>();
    for (LedgerEntry create : evidence.accepted()) {
      if (!failed.contains(create.account() + "/" + create.task())) {
        submits.merge(asked(create, jobs) + " at " + create.account(), 1, Integer::sum);
      }
    }
    report.line("creates that were accepted", evidence.accepted().size());
    report.zero(
        "double submits",
        submits.entrySet().stream()
            .filter(entry -> entry.getValue() > 1)
            .map(entry -> entry.getKey() + ": " + entry.getValue() + " times")
            .toList());

    Map<String, List<BigDecimal>> charges = new HashMap<>();
    for (LedgerEntry entry : evidence.ledger()) {
      if (entry.is("charge")) {
        charges
            .computeIfAbsent(entry.reference(), reference -> new ArrayList<>())
            .add(entry.amount());
      }
    }
    report.zero(
        "double charges",
        charges.entrySet().stream()
            .filter(entry -> entry.getValue().size() > 1)
            .map(entry -> "stage " + entry.getKey() + ": " + entry.getValue())
            .toList());
    differences(charges, stages, report);
  }

  // What the provider said had failed may be made once more.
  private static Set<String> failed(Evidence evidence) {
    return evidence.ledger().stream()
        .filter(entry -> entry.is("poll") && entry.outcome().equals("failed"))
        .filter(entry -> entry.fault().isEmpty())
        .map(entry -> entry.account() + "/" + entry.task())
        .collect(Collectors.toSet());
  }

  /** What a client asked for, as it told the provider itself; else by the product's rows. */
  private static String asked(LedgerEntry create, Map<String, String> jobs) {
    Matcher order = ORDER.matcher(create.json().getJsonObject("request").getString("prompt", ""));
    return order.find()
        ? order.group(1)
        : jobs.getOrDefault(create.reference(), "no job, stage " + create.reference());
  }

  private static void differences(
      Map<String, List<BigDecimal>> charges, Map<String, Rows.Stage> stages, Report report) {
    List<String> differences = new ArrayList<>();
    BigDecimal theirs = BigDecimal.ZERO;
    BigDecimal ours = BigDecimal.ZERO;
    List<String> possible = new ArrayList<>();
    BigDecimal doubtful = BigDecimal.ZERO;
    for (Map.Entry<String, List<BigDecimal>> entry : charges.entrySet()) {
      BigDecimal charged = entry.getValue().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      theirs = theirs.add(charged);
      BigDecimal recorded = recorded(stages.get(entry.getKey()));
      if (charged.compareTo(recorded) != 0) {
        differences.add(
            "stage %s: charged %s, recorded %s %s"
                .formatted(entry.getKey(), charged, recorded, stages.get(entry.getKey())));
      }
    }
    for (Rows.Stage stage : stages.values()) {
      boolean charged = charges.containsKey(stage.id());
      if ("UNKNOWN".equals(stage.outcome())) {
        possible.add(
            "%n  stage %s: %s, %s"
                .formatted(stage.id(), recorded(stage), charged ? "charged" : "not charged"));
      }
      if (!charged && "UNKNOWN".equals(stage.outcome())) {
        doubtful = doubtful.add(recorded(stage));
      } else {
        ours = ours.add(recorded(stage));
        if (!charged && "ACCEPTED".equals(stage.outcome())) {
          differences.add("stage %s: recorded, not charged %s".formatted(stage.id(), stage));
        }
      }
    }
    report.line("charged by the provider", theirs);
    report.line("recorded", ours + ", and " + doubtful + " possible that was not charged");
    report.line("possible charges", possible.size() + String.join("", possible));
    report.line("ledger difference", ours.subtract(theirs));
    report.zero("stages whose cost differs", differences);
  }

  private static BigDecimal recorded(Rows.Stage stage) {
    boolean paid =
        stage != null && ("ACCEPTED".equals(stage.outcome()) || "UNKNOWN".equals(stage.outcome()));
    return paid && stage.cost() != null ? stage.cost() : BigDecimal.ZERO;
  }
}
