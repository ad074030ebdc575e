package dev.connectorproxy.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;

/// The TrueType fonts of a directory. A document may name their families; any character that the other fonts of the
/// document lack is taken from them. Immutable.
record DocumentFonts(List<FontFile> files) {
    private static final int ITALIC = 1; // OpenType, OS/2 table: fsSelection, bit 0
    private static final int NORMAL_WEIGHT = 400;

    DocumentFonts {
        files = List.copyOf(files);
    }

    /// A font of one file.
    private record FontFile(Path path, String family, int weight, boolean italic) {}

    /// @throws ConnectorException `ConnectorNotConfigured`: a file cannot be read
    static DocumentFonts of(Path directory) {
        try (var paths = Files.list(directory)) {
            var files = new ArrayList<FontFile>();
            for (var path : paths.filter(DocumentFonts::isTrueType).sorted().toList()) {
                files.add(read(path));
            }
            return new DocumentFonts(files);
        } catch (IOException e) {
            throw notReadable("the fonts-directory of the connector cannot be read", e);
        }
    }

    void addTo(PdfRendererBuilder builder) {
        for (var use : List.of(FSFontUseCase.DOCUMENT, FSFontUseCase.FALLBACK_FINAL)) {
            for (var file : files) {
                builder.useFont(
                        file.path().toFile(),
                        file.family(),
                        file.weight(),
                        file.italic() ? FontStyle.ITALIC : FontStyle.NORMAL,
                        true,
                        EnumSet.of(use)); // the builder applies one of several only
            }
        }
    }

    private static boolean isTrueType(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".ttf");
    }

    private static FontFile read(Path path) {
        try (var font = new TTFParser().parse(new RandomAccessReadBufferedFile(path.toFile()))) {
            var style = font.getOS2Windows();
            return style == null
                    ? new FontFile(path, family(font), NORMAL_WEIGHT, false)
                    : new FontFile(
                            path,
                            family(font),
                            style.getWeightClass(),
                            (style.getFsSelection() & ITALIC) != 0);
        } catch (IOException | RuntimeException e) {
            throw notReadable(
                    "%s in the fonts-directory of the connector is not a TrueType font"
                            .formatted(path.getFileName()),
                    e);
        }
    }

    private static String family(TrueTypeFont font) throws IOException {
        return font.getNaming().getFontFamily();
    }

    private static ConnectorException notReadable(String message, Exception cause) {
        return new ConnectorException(ErrorCode.CONNECTOR_NOT_CONFIGURED, message, cause);
    }
}
