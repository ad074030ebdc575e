package dev.connectorproxy.pdf;

import com.openhtmltopdf.extend.FontContext;
import com.openhtmltopdf.pdfboxout.PdfBoxFSFont;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver.FontDescription;
import com.openhtmltopdf.pdfboxout.PdfBoxTextRenderer;
import com.openhtmltopdf.render.FSFont;
import com.openhtmltopdf.util.OpenUtil;
import dev.connectorproxy.spi.ConnectorException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Finds the characters that none of the fonts has, in whose place the renderer would draw a `#`. For one document.
final class CheckedTextRenderer extends PdfBoxTextRenderer {
    private static final int MAX_LISTED = 10;

    private final Set<Integer> present = new HashSet<>();
    private final Set<Integer> missing = new TreeSet<>();

    @Override
    public int getWidth(FontContext context, FSFont font, String text) {
        Interruption.check();
        text.codePoints()
                .filter(c -> c > 0x7E) // the built-in fonts have the others
                .filter(c -> !present.contains(c) && !missing.contains(c))
                .forEach(c -> (isPresent((PdfBoxFSFont) font, c) ? present : missing).add(c));
        return super.getWidth(context, font, text);
    }

    /// @throws ConnectorException `DocumentFontMissing`
    void requireAllPresent(PdfSettings settings) {
        if (!missing.isEmpty()) {
            throw DocumentError.FONT_MISSING.toException(
                    "no font has the characters %s; the operator can add TrueType fonts to %s"
                            .formatted(
                                    missing.stream()
                                            .limit(MAX_LISTED)
                                            .map("U+%04X"::formatted)
                                            .collect(Collectors.joining(", ")),
                                    settings.key("fonts-directory")));
        }
    }

    private static boolean isPresent(PdfBoxFSFont font, int character) {
        return !OpenUtil.isSafeFontCodePointToPrint(character)
                || !OpenUtil.isCodePointPrintable(character)
                || Character.isSpaceChar(character)
                || font.getFontDescriptions().stream()
                        .anyMatch(one -> has(one, Character.toString(character)));
    }

    private static boolean has(FontDescription description, String character) {
        try {
            if (description.getFont() == null) {
                return false;
            }
            description.getFont().getStringWidth(character);
            return true;
        } catch (IOException | IllegalArgumentException _) {
            return false;
        }
    }
}
