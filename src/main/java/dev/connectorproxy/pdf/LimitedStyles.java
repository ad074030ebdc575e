package dev.connectorproxy.pdf;

import com.openhtmltopdf.context.StyleReference;
import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.newmatch.PageInfo;
import com.openhtmltopdf.layout.SharedContext;
import org.w3c.dom.Element;

/// The styles of a document. The layout asks for the style of every element and of every page, which makes this the place to
/// bound it: by itself it would go on when nobody waits for it any more, add pages up to any height, and columns up to
/// any `colspan`. For one document.
final class LimitedStyles extends StyleReference {
    private static final int MAX_SPANS = 100_000;

    private final PdfSettings settings;
    private int pages;
    private long spans;

    LimitedStyles(SharedContext context, PdfSettings settings) {
        super(context.getUserAgentCallback());
        this.settings = settings;
    }

    @Override
    public PageInfo getPageStyle(String pageName, String pseudoPage) {
        Interruption.check();
        pages++;
        if (pages > 3L * settings.maxPages() + 100) { // a page may be laid out again
            throw tooManyPages(settings);
        }
        return super.getPageStyle(pageName, pseudoPage);
    }

    @Override
    public CascadedStyle getCascadedStyle(Element element, boolean restyle) {
        Interruption.check();
        var style = super.getCascadedStyle(element, restyle);
        addSpan(style, CSSName.FS_COLSPAN);
        addSpan(style, CSSName.FS_ROWSPAN);
        return style;
    }

    static RuntimeException tooManyPages(PdfSettings settings) {
        return DocumentError.TOO_LARGE.toException(
                "the document has more than the %d pages that %s allows"
                        .formatted(settings.maxPages(), settings.key("max-pages")));
    }

    private void addSpan(CascadedStyle style, CSSName name) {
        var declaration = style.propertyByName(name);
        if (declaration != null) {
            spans += (long) declaration.getValue().getFloatValue((short) 1);
            if (spans > MAX_SPANS) {
                throw DocumentError.TOO_LARGE.toException(
                        "the cells of the document span more than %d columns and rows"
                                .formatted(MAX_SPANS));
            }
        }
    }
}
