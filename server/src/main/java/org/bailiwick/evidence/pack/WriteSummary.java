package org.bailiwick.evidence.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.stereotype.Component;

/** The summary as a page and as a document for paper, from the same words; the same summary gives the same bytes. */
@Component
final class WriteSummary {
    private static final String FONTS = "/com/formdev/flatlaf/fonts/roboto/Roboto-";

    private final TemplateEngine templates;

    WriteSummary(TemplateEngine templates) {
        this.templates = templates;
        // It tells of each style sheet and font that it reads, on the console.
        XRLog.setLoggingEnabled(false);
    }

    byte[] html(PackSummary summary) {
        var html = new StringOutput();
        templates.render("evidence/packSummary.jte", Map.of("model", summary), html);
        return html.toString().getBytes(UTF_8);
    }

    byte[] pdf(PackSummary summary, byte[] html) throws IOException {
        var out = new ByteArrayOutputStream();
        var builder = new PdfRendererBuilder().withHtmlContent(xml(html), null)
                .useFont(() -> font("Regular"), "Roboto", 400, null, true)
                .useFont(() -> font("Bold"), "Roboto", 700, null, true).withProducer("Bailiwick").toStream(out);
        try (var renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            try (PDDocument document = renderer.getPdfDocument()) {
                fix(document, summary);
                document.save(out);
            }
        }
        return out.toByteArray();
    }

    /** Names come from many systems; what XML cannot hold is shown as what is not known. */
    private static String xml(byte[] html) {
        return new String(html, UTF_8).replace("<!doctype html>", "")
                .replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }

    /** A document carries when it was made and an id; both are those of the pack. */
    private static void fix(PDDocument document, PackSummary summary) {
        var at = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        at.setTimeInMillis(summary.standing().at().toEpochMilli());
        var information = document.getDocumentInformation();
        information.setCreationDate(at);
        information.setModificationDate(at);
        document.setDocumentId(summary.pack().publicId().getMostSignificantBits());
    }

    private static InputStream font(String weight) {
        var found = WriteSummary.class.getResourceAsStream(FONTS + weight + ".ttf");
        return found == null ? new ByteArrayInputStream(new byte[0]) : found;
    }
}
