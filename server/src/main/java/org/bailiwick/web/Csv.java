package org.bailiwick.web;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A list as a file for a spreadsheet (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe
 * before it, so that a hostile name stays a name (OWASP, "CSV Injection").
 */
public final class Csv {
    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    /** @param name of the file, without its ending */
    public static ResponseEntity<byte[]> file(String name, List<String> head, List<List<String>> rows) {
        var headers = new HttpHeaders();
        headers.setContentType(new MediaType("text", "csv", StandardCharsets.UTF_8));
        headers.setContentDisposition(ContentDisposition.attachment().filename(name + ".csv").build());
        return ResponseEntity.ok().headers(headers).body(text(head, rows).getBytes(StandardCharsets.UTF_8));
    }

    static String text(List<String> head, List<List<String>> rows) {
        return line(head) + rows.stream().map(Csv::line).collect(Collectors.joining());
    }

    /** One record with its line end, for files that are written as they are read. */
    public static String line(List<String> cells) {
        var text = new StringWriter();
        try (var printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            printer.printRecord(cells.stream().map(Csv::inert).toList());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static String inert(String cell) {
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
