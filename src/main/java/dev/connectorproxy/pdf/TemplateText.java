package dev.connectorproxy.pdf;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.connectorproxy.spi.ConnectorException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/// Fills in a Mustache template. Values are escaped in every kind of tag; other templates cannot be included, and no
/// code is called.
final class TemplateText {
    private TemplateText() {}

    /// @param data with escaped texts, see [TemplateData]
    /// @throws ConnectorException `TemplateError`, `DocumentTooLarge`
    static String fill(String template, Map<String, Object> data, PdfSettings settings) {
        var out = new BoundedText(settings);
        try {
            compile(template).execute(data, out);
            return out.toString();
        } catch (MustacheException e) {
            throw DocumentError.TEMPLATE.toException("the template: " + e.getMessage(), e);
        } catch (IndexOutOfBoundsException e) { // as for {{}} and {{..}}
            throw DocumentError.TEMPLATE.toException("the template has an invalid tag", e);
        } catch (StackOverflowError e) {
            throw DocumentError.TEMPLATE.toException(
                    "the sections of the template are nested too deeply", e);
        }
    }

    private static Template compile(String template) {
        return Mustache.compiler()
                .escapeHTML(false) // the values are escaped
                .defaultValue("")
                .emptyStringIsFalse(true)
                .withCollector(new DataCollector())
                .withLoader(name -> {
                    throw new MustacheException("a template cannot include another one");
                })
                .compile(template);
    }

    /// Reads maps and lists only, where jmustache would otherwise call methods by their names.
    private static final class DataCollector extends BasicCollector {
        @Override
        public Iterator<?> toIterator(Object value) {
            Interruption.check(); // of nested sections that write nothing
            return super.toIterator(value);
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new HashMap<>();
        }
    }

    private static final class BoundedText extends StringWriter {
        private final PdfSettings settings;

        BoundedText(PdfSettings settings) {
            this.settings = settings;
        }

        @Override
        public void write(String text) {
            Interruption.check();
            if (getBuffer().length() + text.length() > settings.maxHtmlBytes()) {
                throw DocumentError.TOO_LARGE.toException(
                        "the template filled in has more than the %d bytes that %s allows"
                                .formatted(settings.maxHtmlBytes(), settings.key("html-bytes")));
            }
            super.write(text);
        }

        @Override
        public StringWriter append(CharSequence text) {
            write(text.toString());
            return this;
        }
    }
}
