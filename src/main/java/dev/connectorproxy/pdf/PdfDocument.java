package dev.connectorproxy.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.PageSizeUnits;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.outputdevice.helper.NullUserInterface;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.toolkit.Causes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.w3c.dom.Document;

/// A document as PDF.
public record PdfDocument(byte[] content, int pages) {
    private static final float A4_WIDTH = 210;
    private static final float A4_HEIGHT = 297;
    private static final String BASE = "document:"; // relative references lead nowhere

    static {
        System.setProperty("java.awt.headless", "true"); // nothing is shown
        XRLog.setLoggingEnabled(false); // it would log parts of documents
        BundledFonts.install();
    }

    /// Lays out a document and writes it.
    ///
    /// @throws ConnectorException a code of [DocumentError], or `ReadTimeout`
    static PdfDocument render(Document html, DocumentFonts fonts, PdfSettings settings) {
        var resources = new DocumentResources();
        var out = new BoundedBytes(settings);
        try (var renderer = builder(html, fonts, resources).toStream(out).buildPdfRenderer()) {
            var text = new CheckedTextRenderer();
            limit(renderer, text, settings);
            renderer.layout();
            resources.requireAllPermitted();
            text.requireAllPresent(settings);
            int pages = renderer.getRootBox().getLayer().getPages().size();
            if (pages > settings.maxPages()) {
                throw LimitedStyles.tooManyPages(settings);
            }
            renderer.createPDF();
            resources.requireAllPermitted();
            return new PdfDocument(out.toByteArray(), pages);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw Causes.find(e, ConnectorException.class)
                    .orElseGet(() ->
                            DocumentError.FAILED.toException(
                                    "the document cannot be laid out; it may be nested too deeply",
                                    e));
        }
    }

    private static PdfRendererBuilder builder(
            Document html, DocumentFonts fonts, DocumentResources resources) {
        var builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.useDefaultPageSize(A4_WIDTH, A4_HEIGHT, PageSizeUnits.MM);
        builder.useUriResolver((_, uri) -> uri);
        for (var time : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl(resources::permits, time);
        }
        builder.withProducer("connector-proxy");
        builder.withW3cDocument(html, BASE);
        fonts.addTo(builder);
        return builder;
    }

    private static void limit(
            PdfBoxRenderer renderer, CheckedTextRenderer text, PdfSettings settings) {
        var context = renderer.getSharedContext();
        var styles = new LimitedStyles(context, settings);
        styles.setDocumentContext(
                context,
                context.getNamespaceHandler(),
                renderer.getDocument(),
                new NullUserInterface());
        context.setCss(styles);
        context.setTextRenderer(text);
    }

    private static final class BoundedBytes extends ByteArrayOutputStream {
        private final PdfSettings settings;

        BoundedBytes(PdfSettings settings) {
            this.settings = settings;
        }

        @Override
        public synchronized void write(int one) {
            require(1);
            super.write(one);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            require(length);
            super.write(bytes, offset, length);
        }

        private void require(int length) {
            Interruption.check();
            if (count + length > settings.maxPdfBytes()) {
                throw DocumentError.TOO_LARGE.toException(
                        "the document has more than the %d bytes that %s allows"
                                .formatted(settings.maxPdfBytes(), settings.key("pdf-bytes")));
            }
        }
    }
}
