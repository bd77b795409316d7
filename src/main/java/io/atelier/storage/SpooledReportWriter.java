package io.atelier.storage;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Answers a {@link SpooledReport} with its length, by which a client sees that it has all of it.
 */
@Provider
public class SpooledReportWriter implements MessageBodyWriter<SpooledReport<?>> {
  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == SpooledReport.class;
  }

  @Override
  public void writeTo(
      SpooledReport<?> report,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    report.write(size -> headers.putSingle(HttpHeaders.CONTENT_LENGTH, size), out);
  }
}
