package io.atelier.media.poster;

import org.jspecify.annotations.Nullable;

/** Puts the attributes of a primitive into the world, and makes those that it has not. */
record Vertices(float[] all, int[] corners, Placement placed) {

  void positions(float[] positions) {
    for (int i = 0; i < positions.length / 3; i++) {
      placed.apply(positions, 3 * i, 1, all, i * Scene.STRIDE);
    }
  }

  void normals(float @Nullable [] normals) {
    if (normals == null) {
      facetNormals();
    } else {
      for (int i = 0; i < normals.length / 3; i++) {
        placed.apply(normals, 3 * i, 0, all, i * Scene.STRIDE + 3);
      }
    }
  }

  void tangents(float @Nullable [] tangents) {
    for (int i = 0; i < all.length / Scene.STRIDE; i++) {
      int at = i * Scene.STRIDE + 6;
      if (tangents == null) {
        // No direction: the normal map is then left out.
        all[at] = all[at + 1] = all[at + 2] = all[at + 3] = 0;
      } else {
        placed.apply(tangents, 4 * i, 0, all, at);
        all[at + 3] = tangents[4 * i + 3];
      }
    }
  }

  void coordinates(float @Nullable [] coordinates) {
    if (coordinates != null) {
      for (int i = 0; i < coordinates.length / 2; i++) {
        all[i * Scene.STRIDE + 10] = coordinates[2 * i];
        all[i * Scene.STRIDE + 11] = coordinates[2 * i + 1];
      }
    }
  }

  private void facetNormals() {
    for (int i = 0; i < corners.length; i += 3) {
      int a = corners[i] * Scene.STRIDE;
      int b = corners[i + 1] * Scene.STRIDE;
      int c = corners[i + 2] * Scene.STRIDE;
      float ux = all[b] - all[a];
      float uy = all[b + 1] - all[a + 1];
      float uz = all[b + 2] - all[a + 2];
      float vx = all[c] - all[a];
      float vy = all[c + 1] - all[a + 1];
      float vz = all[c + 2] - all[a + 2];
      for (int corner : new int[] {a, b, c}) {
        all[corner + 3] += uy * vz - uz * vy;
        all[corner + 4] += uz * vx - ux * vz;
        all[corner + 5] += ux * vy - uy * vx;
      }
    }
  }
}
