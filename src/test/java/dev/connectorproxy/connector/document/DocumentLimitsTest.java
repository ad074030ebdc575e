package dev.connectorproxy.connector.document;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Templates that would take any amount of memory or time.
class DocumentLimitsTest {
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <p style="height: 30000px">a</p>                | 100   | pages that connectors.document.max-pages allows
                    <p style="page-break-after: always">a</p>       | 100   | pages that connectors.document.max-pages allows
                    <table><td colspan="999999999">a</table>        | 1     | span more than 100000 columns and rows
                    <table><td style="-fs-table-cell-rowspan: 9999999">a</table> | 1 | span more than 100000 columns and rows
                    <b>                                             | 60000 | has more than 50000 elements
                    <i>some text</i>                                | 90000 | bytes that connectors.document.html-bytes allows
                    """)
    void boundsADocument(String html, int times, String message) {
        var run = PdfRun.ofHtml(html.repeat(times), "", Map.of("max-pages", "50"));

        assertThat(run.code(), is("DocumentTooLarge"));
        assertThat(run.status(), is(422));
        assertThat(run.message(), containsString(message));
    }

    @Test
    void boundsTheTextOfATemplateFilledIn() {
        var list =
                IntStream.range(0, 300).mapToObj(String::valueOf).collect(Collectors.joining(","));

        var run =
                PdfRun.ofHtml(
                        "{{#l}}{{#l}}{{#l}}some text{{/l}}{{/l}}{{/l}}",
                        "{\"l\": [%s]}".formatted(list),
                        Map.of());

        assertThat(run.code(), is("DocumentTooLarge"));
    }

    @Test
    void boundsTheBytesOfAPdf() {
        var run = PdfRun.ofHtml("<p>text", "", Map.of("pdf-bytes", "500"));

        assertThat(run.code(), is("DocumentTooLarge"));
        assertThat(run.message(), containsString("connectors.document.pdf-bytes"));
    }

    @Test
    void boundsThePixelsOfImagesBeforeTheyAreDecoded() throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(6_000, 5_000, BufferedImage.TYPE_BYTE_BINARY), "png", out);

        var run =
                PdfRun.ofHtml(
                        "<img src='data:image/png;base64,%s'>"
                                .formatted(Base64.getEncoder().encodeToString(out.toByteArray())));

        assertThat(run.code(), is("DocumentTooLarge"));
        assertThat(run.message(), containsString("25000000 pixels"));
    }

    @ParameterizedTest(name = "{0} x {1} -> {2}")
    @CsvSource({
        "<div>, 2000, ''",
        "<table><tr><td>, 300, ''",
        "{{#a}}, 60000, TemplateError",
        "<p style=\"height: 1e12px\">, 1, ''"
    })
    void survivesAnyNesting(String html, int times, String code) {
        var close = html.startsWith("{") ? "{{/a}}".repeat(times) : "";

        var run = PdfRun.ofHtml(html.repeat(times) + "x" + close, "{\"a\": [1]}", Map.of());

        assertThat(run.code(), is(code));
    }

    @Test
    void endsTheTemplateWhenNobodyWaitsForItAnyMore() throws InterruptedException {
        var list =
                IntStream.range(0, 1_000)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(","));
        var sections =
                "{{#l}}".repeat(8) + "{{/l}}".repeat(8); // 10^24 of them, which write nothing
        var code = new AtomicReference<String>();
        var thread =
                Thread.ofPlatform() // on which the computation runs itself
                        .start(() ->
                                code.set(
                                        PdfRun.ofHtml(
                                                        sections,
                                                        "{\"l\": [%s]}".formatted(list),
                                                        Map.of())
                                                .code()));

        thread.interrupt();

        assertThat(thread.join(Duration.ofSeconds(60)), is(true));
        assertThat(code.get(), is("ReadTimeout"));
    }
}
