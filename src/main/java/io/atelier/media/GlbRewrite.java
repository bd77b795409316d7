package io.atelier.media;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A GLB written anew with other geometry in some of its primitives; what only the old geometry
 * needed is left out, and everything else is numbered anew.
 */
final class GlbRewrite {
  private static final int ARRAY_BUFFER = 34962;
  private static final int ELEMENT_ARRAY_BUFFER = 34963;
  private static final int UNSIGNED_SHORT = 5123;
  private static final int UNSIGNED_INT = 5125;

  /** The largest index of 16 bits means something else. */
  private static final int MOST_SHORT_VERTICES = 0xffff;

  private final GlbFile file;
  private final GlbBytes bytes = new GlbBytes();
  private final JsonArrayBuilder views = Json.createArrayBuilder();
  private final JsonArrayBuilder accessors = Json.createArrayBuilder();
  private final Map<Integer, Integer> keptViews = new HashMap<>();
  private final Map<Integer, Integer> keptAccessors = new HashMap<>();
  private final Map<List<Integer>, JsonObject> replaced = new HashMap<>();
  private int viewCount;
  private int accessorCount;

  GlbRewrite(GlbFile file) {
    this.file = file;
  }

  /** Gives a primitive other corners, each the number of one of its vertices, three a triangle. */
  void replace(int mesh, int index, JsonObject primitive, int[] corners) throws MalformedMedia {
    VertexSelection vertices = VertexSelection.of(corners);
    JsonObjectBuilder attributes = Json.createObjectBuilder();
    JsonObject old = primitive.getJsonObject("attributes");
    for (String name : old.keySet()) {
      GlbAccessor source = GlbAccessor.of(file, GlbFile.number(old, name, -1));
      VertexSelection.Packed packed = vertices.pack(source);
      int view = view(packed.bytes(), packed.stride(), ARRAY_BUFFER);
      JsonObjectBuilder accessor =
          Json.createObjectBuilder(source.json())
              .remove("min")
              .remove("max")
              .remove("byteOffset")
              .add("bufferView", view)
              .add("count", vertices.count());
      if (name.equals("POSITION")) {
        vertices.bounds(source, accessor);
      }
      attributes.add(name, add(accessor.build()));
    }
    boolean wide = vertices.count() > MOST_SHORT_VERTICES;
    JsonObject indices =
        Json.createObjectBuilder()
            .add("bufferView", view(vertices.indices(wide), 0, ELEMENT_ARRAY_BUFFER))
            .add("componentType", wide ? UNSIGNED_INT : UNSIGNED_SHORT)
            .add("count", corners.length)
            .add("type", "SCALAR")
            .build();
    replaced.put(
        List.of(mesh, index),
        Json.createObjectBuilder(primitive)
            .remove("mode")
            .add("attributes", attributes)
            .add("indices", add(indices))
            .build());
  }

  private int view(byte[] content, int stride, int target) {
    JsonObjectBuilder view = Json.createObjectBuilder().add("buffer", 0);
    view.add("byteOffset", bytes.add(content)).add("byteLength", content.length);
    if (stride > 0) {
      view.add("byteStride", stride);
    }
    views.add(view.add("target", target));
    return viewCount++;
  }

  private int add(JsonObject accessor) {
    accessors.add(accessor);
    return accessorCount++;
  }

  /** The new number of a view that is kept. */
  private int keptView(int old) throws MalformedMedia {
    Integer known = keptViews.get(old);
    if (known != null) {
      return known;
    }
    long offset = bytes.add(file.view(old));
    views.add(
        Json.createObjectBuilder(file.array("bufferViews").getJsonObject(old))
            .add("buffer", 0)
            .add("byteOffset", offset));
    keptViews.put(old, viewCount);
    return viewCount++;
  }

  private int keptAccessor(int old) throws MalformedMedia {
    Integer known = keptAccessors.get(old);
    if (known != null) {
      return known;
    }
    JsonObject accessor = withView(file.array("accessors").getJsonObject(old));
    if (accessor.containsKey("sparse")) {
      JsonObject sparse = accessor.getJsonObject("sparse");
      accessor =
          Json.createObjectBuilder(accessor)
              .add(
                  "sparse",
                  Json.createObjectBuilder(sparse)
                      .add("indices", withView(sparse.getJsonObject("indices")))
                      .add("values", withView(sparse.getJsonObject("values"))))
              .build();
    }
    keptAccessors.put(old, add(accessor));
    return accessorCount - 1;
  }

  private JsonObject withView(JsonObject object) throws MalformedMedia {
    if (!object.containsKey("bufferView")) {
      return object;
    }
    int view = keptView(GlbFile.number(object, "bufferView", -1));
    return Json.createObjectBuilder(object).add("bufferView", view).build();
  }

  private JsonObject withAccessors(JsonObject object, Iterable<String> members)
      throws MalformedMedia {
    JsonObjectBuilder builder = Json.createObjectBuilder(object);
    for (String member : members) {
      if (object.containsKey(member)) {
        builder.add(member, keptAccessor(GlbFile.number(object, member, -1)));
      }
    }
    return builder.build();
  }

  /** Writes the file. */
  void write(OutputStream out) throws IOException, MalformedMedia {
    JsonObjectBuilder document = Json.createObjectBuilder(file.document());
    document.add("meshes", meshes());
    if (!file.array("images").isEmpty()) {
      JsonArrayBuilder images = Json.createArrayBuilder();
      for (JsonObject image : file.array("images").getValuesAs(JsonObject.class)) {
        images.add(withView(image));
      }
      document.add("images", images);
    }
    if (!file.array("animations").isEmpty()) {
      document.add("animations", animations());
    }
    document.add("accessors", accessors).add("bufferViews", views);
    document.add(
        "buffers",
        Json.createArrayBuilder().add(Json.createObjectBuilder().add("byteLength", bytes.size())));
    bytes.write(document.build(), out);
  }

  private JsonArray meshes() throws MalformedMedia {
    JsonArrayBuilder meshes = Json.createArrayBuilder();
    JsonArray old = file.array("meshes");
    for (int i = 0; i < old.size(); i++) {
      JsonArrayBuilder primitives = Json.createArrayBuilder();
      JsonArray oldPrimitives = old.getJsonObject(i).getJsonArray("primitives");
      for (int j = 0; j < oldPrimitives.size(); j++) {
        JsonObject primitive = replaced.get(List.of(i, j));
        primitives.add(primitive == null ? kept(oldPrimitives.getJsonObject(j)) : primitive);
      }
      meshes.add(Json.createObjectBuilder(old.getJsonObject(i)).add("primitives", primitives));
    }
    return meshes.build();
  }

  /** A primitive that is no triangles. */
  private JsonObject kept(JsonObject primitive) throws MalformedMedia {
    JsonObject attributes = primitive.getJsonObject("attributes");
    return Json.createObjectBuilder(withAccessors(primitive, List.of("indices")))
        .add("attributes", withAccessors(attributes, attributes.keySet()))
        .build();
  }

  private JsonArray animations() throws MalformedMedia {
    JsonArrayBuilder animations = Json.createArrayBuilder();
    for (JsonObject animation : file.array("animations").getValuesAs(JsonObject.class)) {
      JsonArrayBuilder samplers = Json.createArrayBuilder();
      for (JsonValue sampler : animation.getJsonArray("samplers")) {
        samplers.add(withAccessors(sampler.asJsonObject(), List.of("input", "output")));
      }
      animations.add(Json.createObjectBuilder(animation).add("samplers", samplers));
    }
    return animations.build();
  }
}
