package dev.connectorproxy.connector.document;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ComputePool;
import dev.connectorproxy.spi.ConnectorException;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Makes PDFs of templates. The libraries and the fonts are loaded by the first one. Thread-safe.
final class PdfPress {
    /// Memory to reserve for the layout, in bytes for each character of HTML. A table takes up to three times as much at its
    /// peak, but few documents are laid out at once.
    private static final long BYTES_PER_CHARACTER = 40;

    private final DocumentSettings settings;
    private final Lock lock = new ReentrantLock();
    private DocumentFonts fonts; // guarded by lock, null before the first document

    PdfPress(DocumentSettings settings) {
        this.settings = settings;
    }

    /// @throws ConnectorException a code of [DocumentError], or `ReadTimeout`
    PdfDocument print(String template, JsonObject data, Call call) {
        var loaded = fonts();
        var html =
                ComputePool.run(
                        Long.MAX_VALUE, // a small template may make a large document
                        () ->
                                TemplateText.fill(
                                        template, TemplateData.of(data), settings.maxHtmlBytes()));
        call.memory().take(html.length() * BYTES_PER_CHARACTER);
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
