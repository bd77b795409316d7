package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A binary glTF that the probe has found intact, with its document in memory and its bytes mapped.
 *
 * @param document whose text is 4 MiB at most
 * @param bin the binary chunk, empty if there is none
 */
record GlbFile(JsonObject document, ByteBuffer bin) {
  static GlbFile read(ByteReader reader) throws IOException, MalformedMedia {
    reader.moveTo(12);
    long jsonBytes = reader.u32le();
    require(jsonBytes <= GlbChunks.MOST_JSON_BYTES, "its glTF document is too long");
    reader.skip(4);
    long bin = reader.position() + jsonBytes;
    JsonObject document;
    try (JsonReader json = Json.createReader(reader.stream(jsonBytes))) {
      document = json.readObject();
    } catch (JsonException | NumberFormatException e) {
      // Numbers are parsed when they are asked for, and not all that the grammar allows can be.
      throw new MalformedMedia("its glTF document does not parse");
    }
    reader.moveTo(bin);
    if (reader.remaining() < 8) {
      return new GlbFile(document, ByteBuffer.allocate(0));
    }
    long binBytes = reader.u32le();
    reader.skip(4);
    require(binBytes <= Integer.MAX_VALUE, "its binary chunk is too long");
    return new GlbFile(document, reader.map(binBytes).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** The objects in an array of the document; none if it has no such array. */
  JsonArray array(String member) {
    return document.containsKey(member)
        ? document.getJsonArray(member)
        : JsonArray.EMPTY_JSON_ARRAY;
  }

  /** A part of the binary chunk; empty if the view is in another buffer. */
  ByteBuffer view(int index) throws MalformedMedia {
    JsonObject view = array("bufferViews").getJsonObject(index);
    require(number(view, "buffer", 0) == 0, "it has bytes outside of its binary chunk");
    int offset = number(view, "byteOffset", 0);
    int length = number(view, "byteLength", 0);
    require(offset <= bin.limit() - length, "a view lies outside of its binary chunk");
    return bin.slice(offset, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A member that is a whole number, however it is written. */
  static int number(JsonObject object, String member, int otherwise) {
    JsonNumber number = object.getJsonNumber(member);
    return number == null ? otherwise : (int) number.doubleValue();
  }
}
