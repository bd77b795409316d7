package io.atelier.provider.procedural.hearing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A classifier that knows of each class only the mean of its examples, and of each feature how far
 * examples of one class lie apart.
 */
public final class NearestCentroid {
  private final Map<String, List<double[]>> examples = new LinkedHashMap<>();

  public void learn(String label, double[] features) {
    examples.computeIfAbsent(label, l -> new ArrayList<>()).add(features);
  }

  public String classify(double[] features) {
    double[] spread = spread(features.length);
    String best = "";
    double least = Double.MAX_VALUE;
    for (Map.Entry<String, List<double[]>> entry : examples.entrySet()) {
      double[] centroid = mean(entry.getValue());
      double distance = 0;
      for (int i = 0; i < features.length; i++) {
        double off = (features[i] - centroid[i]) / spread[i];
        distance += Math.min(16, off * off); // one odd feature does not decide
      }
      if (distance < least) {
        least = distance;
        best = entry.getKey();
      }
    }
    return best;
  }

  /** The root mean square distance from the class's mean, over all classes. */
  private double[] spread(int features) {
    double[] spread = new double[features];
    int count = 0;
    for (List<double[]> members : examples.values()) {
      double[] centroid = mean(members);
      for (double[] member : members) {
        count++;
        for (int i = 0; i < features; i++) {
          spread[i] += (member[i] - centroid[i]) * (member[i] - centroid[i]);
        }
      }
    }
    for (int i = 0; i < features; i++) {
      spread[i] = Math.sqrt(spread[i] / count) + 1e-6;
    }
    return spread;
  }

  private static double[] mean(List<double[]> members) {
    double[] mean = new double[members.getFirst().length];
    for (double[] member : members) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += member[i] / members.size();
      }
    }
    return mean;
  }
}
