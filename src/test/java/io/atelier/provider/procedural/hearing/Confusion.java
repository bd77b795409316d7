package io.atelier.provider.procedural.hearing;

import java.util.Arrays;
import java.util.List;

/** What was taken for what: a row for each true class, a column for each answer. */
public final class Confusion {
  private final List<String> labels;
  private final int[][] counts;

  public Confusion(List<String> labels) {
    this.labels = labels;
    counts = new int[labels.size()][labels.size()];
  }

  public void add(String truth, String answer) {
    counts[labels.indexOf(truth)][labels.indexOf(answer)]++;
  }

  /** The share of right answers. */
  public double accuracy() {
    int right = 0;
    int all = 0;
    for (int i = 0; i < counts.length; i++) {
      right += counts[i][i];
      for (int count : counts[i]) {
        all += count;
      }
    }
    return (double) right / all;
  }

  /** The share of right answers of the class that is told worst. */
  public double weakest() {
    double weakest = 1;
    for (int i = 0; i < counts.length; i++) {
      weakest = Math.min(weakest, (double) counts[i][i] / Arrays.stream(counts[i]).sum());
    }
    return weakest;
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < counts.length; i++) {
      table.append(String.format("%n%-11s", labels.get(i)));
      for (int count : counts[i]) {
        table.append(String.format("%4d", count));
      }
    }
    return table.toString();
  }
}
