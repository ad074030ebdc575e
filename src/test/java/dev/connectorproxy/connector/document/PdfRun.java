package dev.connectorproxy.connector.document;

import dev.connectorproxy.connector.CommandRun;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.util.Base64;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/// Calls of `document/RenderPdf`, and what is in the documents.
final class PdfRun {
    private PdfRun() {}

    static CommandRun ofHtml(String html, String data, Map<String, String> settings) {
        var arguments = Json.createObjectBuilder().add("template_html", html);
        if (!data.isEmpty()) {
            arguments.add("data", parse(data));
        }
        return of(arguments.build(), settings);
    }

    static CommandRun ofHtml(String html) {
        return ofHtml(html, "", Map.of());
    }

    static CommandRun of(JsonObject arguments, Map<String, String> settings) {
        return CommandRun.of(new DocumentConnector(), settings, "RenderPdf", arguments);
    }

    /// The caller closes it.
    static PDDocument open(CommandRun run) throws IOException {
        if (!run.code().isEmpty()) {
            throw new AssertionError(run.message());
        }
        var file = run.body().asJsonObject().getString("file_data");
        return Loader.loadPDF(Base64.getDecoder().decode(file.substring(file.indexOf(',') + 1)));
    }

    /// The text, without white space around it.
    static String text(CommandRun run) throws IOException {
        try (var document = open(run)) {
            return new PDFTextStripper().getText(document).strip();
        }
    }

    static JsonObject parse(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
