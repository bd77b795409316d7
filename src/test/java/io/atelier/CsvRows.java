package io.atelier;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV as RFC 4180 has it, as a spreadsheet would. */
final class CsvRows {
  private CsvRows() {}

  static List<List<String>> of(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          quoted = false;
        }
      } else {
        switch (c) {
          case '"' -> quoted = true;
          case ',' -> {
            row.add(cell.toString());
            cell.setLength(0);
          }
          case '\n' -> {
            row.add(cell.toString());
            cell.setLength(0);
            rows.add(row);
            row = new ArrayList<>();
          }
          case '\r' -> {} // of the line's end
          default -> cell.append(c);
        }
      }
    }
    return rows;
  }
}
