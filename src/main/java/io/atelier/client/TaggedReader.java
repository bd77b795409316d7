package io.atelier.client;

import jakarta.json.bind.Jsonb;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;

/** Reads an answer as what it is of, together with what its headers say of it. */
@Consumes(MediaType.APPLICATION_JSON)
public final class TaggedReader implements MessageBodyReader<Tagged<?>> {
  private final Jsonb json = new ClientJson().getContext(Tagged.class);

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == Tagged.class && genericType instanceof ParameterizedType;
  }

  @Override
  public Tagged<?> readFrom(
      Class<Tagged<?>> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body) {
    Type value = ((ParameterizedType) genericType).getActualTypeArguments()[0];
    String unconfirmed = headers.getFirst("Unconfirmed-Nodes");
    return new Tagged<>(
        json.fromJson(body, value),
        Objects.requireNonNull(headers.getFirst(HttpHeaders.ETAG), "the answer has no ETag"),
        unconfirmed == null ? List.of() : List.of(unconfirmed.split(", *")));
  }
}
