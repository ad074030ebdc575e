package dev.connectorproxy.pdf;

import dev.connectorproxy.spi.ConnectorException;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.w3c.dom.Document;

/// Reads HTML as browsers do, so that it need not be well-formed, and leaves out what a document does not run: scripts,
/// handlers of events, and links to other than web pages and addresses.
final class HtmlDocument {
    private static final int MAX_ELEMENTS = 50_000;
    private static final int MAX_TEXT_LENGTH = 10_000;
    private static final Set<String> LINKS = Set.of("http", "https", "mailto", "tel");

    private HtmlDocument() {}

    /// @throws ConnectorException `DocumentTooLarge`
    static Document parse(String html) {
        var document = Jsoup.parse(html);
        Interruption.check();
        var elements = document.getAllElements();
        if (elements.size() > MAX_ELEMENTS) {
            throw DocumentError.TOO_LARGE.toException(
                    "the document has more than %d elements".formatted(MAX_ELEMENTS));
        }
        document.select("script, iframe, object, embed, applet, base").remove();
        elements.forEach(HtmlDocument::removeActions);
        elements.forEach(element -> element.textNodes().forEach(HtmlDocument::divide));
        return new W3CDom().fromJsoup(document);
    }

    private static void removeActions(Element element) {
        element.attributes().asList().stream()
                .map(Attribute::getKey)
                .filter(name -> isAction(element, name))
                .toList()
                .forEach(element::removeAttr);
    }

    /// The layout of one text takes quadratic time; that of adjacent ones does not.
    private static void divide(TextNode text) {
        var rest = text;
        while (rest.getWholeText().length() > MAX_TEXT_LENGTH) {
            int space = rest.getWholeText().lastIndexOf(' ', MAX_TEXT_LENGTH);
            rest = rest.splitText(space > 0 ? space : MAX_TEXT_LENGTH);
        }
    }

    private static boolean isAction(Element element, String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("on")
                || lower.equals("download")
                || lower.equals("href")
                        && !element.normalName().equals("link")
                        && !isLink(element.attr(name));
    }

    private static boolean isLink(String href) {
        var target = href.strip();
        int colon = target.indexOf(':');
        return target.startsWith("#")
                || colon > 0 && LINKS.contains(target.substring(0, colon).toLowerCase(Locale.ROOT));
    }
}
