package dev.connectorproxy.pdf;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.ConnectorSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.junit.jupiter.api.Test;

class PdfDocumentTest {
    private static final DocumentFonts NO_FONTS = new DocumentFonts(List.of());

    private final PdfSettings settings =
            ConnectorSettings.read(Map.of(), keys -> PdfSettings.of("document", keys));

    @Test
    void readsNoFontsOfThisMachine() {
        PdfDocument.render(HtmlDocument.parse("a"), NO_FONTS, settings);

        assertThat(FontMappers.instance().getClass(), is((Object) BundledFonts.class));
    }

    @Test
    void endsTheLayoutWhenNobodyWaitsForItAnyMore() throws InterruptedException {
        var document = HtmlDocument.parse("<p>text</p>");
        var failure = new AtomicReference<ConnectorException>();
        var thread =
                Thread.ofPlatform()
                        .start(() -> {
                            Thread.currentThread().interrupt();
                            failure.set(
                                    assertThrows(
                                            ConnectorException.class,
                                            () ->
                                                    PdfDocument.render(
                                                            document, NO_FONTS, settings)));
                        });

        thread.join();

        assertThat(failure.get().is(ErrorCode.READ_TIMEOUT), is(true));
    }
}
