package io.atelier.problem;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.Optional;

/**
 * The form a report is asked for in: JSON in pages, or CSV, all of it. The parameter {@code format}
 * decides, whatever the Accept header says.
 */
public enum ReportForm {
  JSON,
  CSV;

  /** The media type of a report in CSV. */
  public static final MediaType CSV_TYPE = MediaType.valueOf(Csv.MEDIA_TYPE + ";charset=utf-8");

  private static final List<Variant> FORMS =
      Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, CSV_TYPE).build();

  /**
   * The form that a request asks for.
   *
   * @throws InvalidFieldException if it is neither, or pages are asked for of CSV
   */
  public static ReportForm of(QueryParameters query, Request request) {
    ReportForm form =
        query
            .find("format")
            .map(ReportForm::named)
            .orElseGet(
                () ->
                    Optional.ofNullable(request.selectVariant(FORMS))
                        .filter(variant -> variant.getMediaType().isCompatible(CSV_TYPE))
                        .map(variant -> CSV)
                        .orElse(JSON));
    for (String paging : form == CSV ? List.of("cursor", "limit") : List.<String>of()) {
      if (query.find(paging).isPresent()) {
        throw new InvalidFieldException(paging, "is for JSON; CSV comes whole");
      }
    }
    return form;
  }

  private static ReportForm named(String format) {
    return switch (format) {
      case "csv" -> CSV;
      case "json" -> JSON;
      default -> throw new InvalidFieldException("format", "must be json or csv");
    };
  }
}
