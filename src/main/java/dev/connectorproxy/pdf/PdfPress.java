package dev.connectorproxy.pdf;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ComputePool;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.toolkit.FileDirectory;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Makes PDFs of templates. The libraries and the fonts are loaded by the first one. Thread-safe.
public final class PdfPress {
    /// Memory to reserve for the layout, in bytes for each tag. A table takes up to three times as much at its peak, but few
    /// documents are laid out at once.
    private static final long BYTES_PER_TAG = 500;

    /// Copies of an image in HTML, in bytes for each character.
    private static final long BYTES_PER_CHARACTER = 4;

    private final PdfSettings settings;
    private final Lock lock = new ReentrantLock();
    private DocumentFonts fonts; // guarded by lock, null before the first document

    public PdfPress(PdfSettings settings) {
        this.settings = settings;
    }

    /// The template in a file.
    ///
    /// @param parameter for messages
    /// @param name of the file, or its path below the directory of templates
    /// @throws ConnectorException `TemplateNotFound`, `TemplateError`, `InvalidParameters`, `ConnectorNotConfigured`
    public String template(String parameter, String name) {
        var directory =
                settings.templates()
                        .orElseThrow(() ->
                                new ConnectorException(
                                        ErrorCode.CONNECTOR_NOT_CONFIGURED,
                                        settings.key("templates-directory") + " is not set"));
        var file =
                directory
                        .find(parameter, name)
                        .orElseThrow(() ->
                                DocumentError.TEMPLATE_NOT_FOUND.toException(
                                        "there is no such template"));
        try {
            byte[] html = FileDirectory.read(file, settings.maxHtmlBytes());
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(html)).toString();
        } catch (IOException e) {
            throw DocumentError.TEMPLATE.toException(
                    "the template cannot be read, or is not in UTF-8", e);
        }
    }

    /// The values for a template, in an argument that is an object or an object as JSON text; empty for a blank text or none.
    ///
    /// @throws ConnectorException `InvalidParameters`
    public static JsonObject data(String parameter, Arguments arguments) {
        var given = arguments.text(parameter).map(JsonText::exactValue);
        return switch (given.orElse(JsonValue.EMPTY_JSON_OBJECT)) {
            case JsonObject object -> object;
            case JsonString text when text.getString().isBlank() -> JsonValue.EMPTY_JSON_OBJECT;
            default ->
                    throw new ConnectorException(
                            ErrorCode.INVALID_PARAMETERS,
                            "parameter '%s' must be an object, or an object as JSON text"
                                    .formatted(parameter));
        };
    }

    /// The template filled in.
    ///
    /// @throws ConnectorException a code of [DocumentError], or `ReadTimeout`
    public String fill(String template, JsonObject data) {
        if (template.length() > settings.maxHtmlBytes()) {
            throw DocumentError.TOO_LARGE.toException(
                    "the template has more than the %d bytes that %s allows"
                            .formatted(settings.maxHtmlBytes(), settings.key("html-bytes")));
        }
        return ComputePool.run(
                Long.MAX_VALUE, // a small template may make a large document
                () -> TemplateText.fill(template, TemplateData.of(data), settings));
    }

    /// HTML as PDF.
    ///
    /// @throws ConnectorException a code of [DocumentError], or `ReadTimeout`
    public PdfDocument print(String html, Call call) {
        var loaded = fonts();
        long tags = html.chars().filter(c -> c == '<').count();
        call.memory().take(tags * BYTES_PER_TAG + html.length() * BYTES_PER_CHARACTER);
        return ComputePool.run(
                Long.MAX_VALUE,
                () -> PdfDocument.render(HtmlDocument.parse(html), loaded, settings));
    }

    private DocumentFonts fonts() {
        lock.lock(); // a waiting call needs the result, too
        try {
            if (fonts == null) {
                fonts =
                        settings.fonts()
                                .map(DocumentFonts::of)
                                .orElse(new DocumentFonts(List.of()));
            }
            return fonts;
        } finally {
            lock.unlock();
        }
    }
}
