package dev.connectorproxy.connector.http.python;

import dev.connectorproxy.spi.ComputePool;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Converts XML to JSON as the Python library `xmltodict` does: attributes as `@name`, text next to other members as
/// `#text`, repeated elements as a list, empty ones as `null`, surrounding white space of texts removed, prefixes kept.
/// No DTD is processed, no entity declared in one is known, and no external resource is read.
///
/// An element is written as soon as it ends, so that memory stays within a few times the size of the document.
public final class XmlToDict {
    private static final JsonProvider JSON = JsonProvider.provider(); // looked up once
    private static final int MAX_NAMES = 200_000;
    private static final int MAX_ATTRIBUTES = 10_000;
    private static final int MAX_DEPTH = 128; // each level copies its content

    private final XMLStreamReader in;
    private final Deque<Element> openElements = new ArrayDeque<>();
    private int nameCount;
    private boolean hasDoctype;

    private XmlToDict(XMLStreamReader in) {
        this.in = in;
        openElements.push(new Element("", new LinkedHashMap<>(), new StringBuilder()));
    }

    /// Converts a document to JSON in UTF-8.
    ///
    /// @param depth the maximum depth of elements, at most 128
    /// @throws XMLStreamException it is not well-formed, declares entities, or exceeds a limit
    public static byte[] toJson(String xml, int depth) throws XMLStreamException {
        return ComputePool.<byte[], XMLStreamException>run(
                xml.length(), () -> toJsonHere(xml, depth));
    }

    private static byte[] toJsonHere(String xml, int depth) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty("jdk.xml.maxElementDepth", String.valueOf(Math.min(depth, MAX_DEPTH)));
        factory.setProperty("jdk.xml.elementAttributeLimit", String.valueOf(MAX_ATTRIBUTES));
        var in = factory.createXMLStreamReader(new StringReader(xml));
        try {
            return new XmlToDict(in).document().getBytes(StandardCharsets.UTF_8);
        } catch (RuntimeException e) { // the JDK's parser throws some
            throw new XMLStreamException("not well-formed XML", e);
        } finally {
            in.close();
        }
    }

    /// Describes a failure of [#toJson] in one line, without quoting the document.
    public static String describe(XMLStreamException e) {
        var location = e.getLocation();
        if (location == null) {
            return e.getMessage();
        }
        boolean limit =
                String.valueOf(e.getMessage()).contains("JAXP0001"); // code of the JDK's limits
        return (limit
                        ? "beyond a bound of nesting, attributes or the length of names"
                        : "not well-formed XML")
                + ": line %d, column %d"
                        .formatted(location.getLineNumber(), location.getColumnNumber());
    }

    private record Element(String name, Map<String, Values> members, StringBuilder text) {}

    /// The values of one name: JSON, separated by commas.
    private static final class Values {
        private final StringBuilder json = new StringBuilder();
        private boolean several;

        /// Where to write the next value.
        StringBuilder next() {
            several = !json.isEmpty();
            return several ? json.append(',') : json;
        }
    }

    private String document() throws XMLStreamException {
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> startElement();
                case XMLStreamConstants.END_ELEMENT -> endElement();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        openElements
                                .element()
                                .text()
                                .append(
                                        in.getTextCharacters(),
                                        in.getTextStart(),
                                        in.getTextLength());
                case XMLStreamConstants.DTD -> doctype();
                case XMLStreamConstants.ENTITY_REFERENCE -> undeclaredEntity();
                default -> {}
            }
        }
        var out = new StringBuilder();
        write(openElements.element().members(), out);
        return out.toString();
    }

    private void startElement() throws XMLStreamException {
        var element = new Element(in.getLocalName(), new LinkedHashMap<>(), new StringBuilder(0));
        for (int i = 0; i < in.getAttributeCount(); i++) {
            var prefix = in.getAttributePrefix(i);
            var name = in.getAttributeLocalName(i);
            var qualified = prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
            nextValue(element, "@" + qualified).append(toJsonString(in.getAttributeValue(i)));
        }
        openElements.push(element);
    }

    private void endElement() throws XMLStreamException {
        var element = openElements.pop();
        var text = PythonText.strip(element.text().toString());
        var out = nextValue(openElements.element(), element.name());
        if (element.members().isEmpty()) {
            out.append(text.isEmpty() ? "null" : toJsonString(text));
            return;
        }
        if (!text.isEmpty()) {
            nextValue(element, "#text").append(toJsonString(text));
        }
        write(element.members(), out);
        nameCount -= element.members().size();
    }

    private StringBuilder nextValue(Element element, String name) throws XMLStreamException {
        var values = element.members().get(name);
        if (values == null) {
            if (++nameCount > MAX_NAMES) {
                throw new XMLStreamException("it has too many different names");
            }
            values = new Values();
            element.members().put(name, values);
        }
        return values.next();
    }

    private void doctype() throws XMLStreamException {
        hasDoctype = true;
        if (in.getText() != null && in.getText().contains("<!ENTITY")) {
            throw new XMLStreamException("entities are disabled");
        }
    }

    /// With a DTD, an unknown entity may be declared there; expat ignores it, and so does this class.
    private void undeclaredEntity() throws XMLStreamException {
        if (!hasDoctype) {
            throw new XMLStreamException("undefined entity", in.getLocation());
        }
    }

    private static void write(Map<String, Values> members, StringBuilder out) {
        char separator = '{';
        for (var member : members.entrySet()) {
            var values = member.getValue();
            out.append(separator).append(toJsonString(member.getKey())).append(':');
            separator = ',';
            if (values.several) {
                out.append('[').append(values.json).append(']');
            } else {
                out.append(values.json);
            }
        }
        out.append('}');
    }

    private static String toJsonString(String text) {
        return JSON.createValue(text).toString();
    }
}
