package io.atelier.problem;

import jakarta.json.bind.Jsonb;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The form a report is asked for in: JSON in pages, or all of it, as lines of CSV or of JSON. The
 * parameter {@code format} decides, whatever the Accept header says.
 */
public enum ReportForm {
  JSON(MediaType.APPLICATION_JSON_TYPE),
  CSV(MediaType.valueOf(Csv.MEDIA_TYPE + ";charset=utf-8")),
  NDJSON(MediaType.valueOf(ReportForm.NDJSON_TYPE));

  /** The media type of lines of JSON. */
  public static final String NDJSON_TYPE = "application/x-ndjson";

  private static final List<String> PAGING = List.of("cursor", "limit");

  private final MediaType type;

  ReportForm(MediaType type) {
    this.type = type;
  }

  /**
   * The form that a request asks for.
   *
   * @throws InvalidFieldException if it is none, or pages are asked for of what comes whole
   */
  public static ReportForm of(QueryParameters query, Request request) {
    ReportForm form =
        query.find("format").map(ReportForm::named).orElseGet(() -> accepted(request));
    for (String paging : form == JSON ? List.<String>of() : PAGING) {
      if (query.find(paging).isPresent()) {
        throw new InvalidFieldException(paging, "is for json; " + form.jsonName() + " comes whole");
      }
    }
    return form;
  }

  private static ReportForm accepted(Request request) {
    MediaType[] types = Arrays.stream(values()).map(form -> form.type).toArray(MediaType[]::new);
    Variant best = request.selectVariant(Variant.mediaTypes(types).build());
    return Arrays.stream(values())
        .filter(form -> best != null && form.type.isCompatible(best.getMediaType()))
        .findFirst()
        .orElse(JSON);
  }

  private static ReportForm named(String format) {
    return Arrays.stream(values())
        .filter(form -> form.jsonName().equals(format))
        .findFirst()
        .orElseThrow(() -> new InvalidFieldException("format", "must be json, csv or ndjson"));
  }

  /**
   * How items are written in it; not for JSON in pages.
   *
   * @param columns the names of an item's cells in a table
   * @param cells its cells
   * @param json writes the items as the pages have them
   */
  public <T> ReportLines<T> lines(
      List<String> columns, Function<T, List<? extends @Nullable Object>> cells, Jsonb json) {
    return switch (this) {
      case CSV -> new ReportLines<>(Csv.line(columns), item -> Csv.line(cells.apply(item)));
      case NDJSON -> new ReportLines<>("", item -> json.toJson(item) + '\n');
      case JSON -> throw new IllegalStateException("JSON comes in pages");
    };
  }

  /** The answer of a whole report, as a file of that name. */
  public Response answer(String name, Object report) {
    return Response.ok(report, type)
        .header("Content-Disposition", "attachment; filename=\"" + name + "." + jsonName() + "\"")
        .build();
  }

  private String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
