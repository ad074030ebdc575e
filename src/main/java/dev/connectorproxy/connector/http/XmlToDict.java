package dev.connectorproxy.connector.http;

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

/// XML as JSON, as the Python library `xmltodict` has it: attributes as `@name`, text beside others as `#text`, repeated
/// elements as a list, empty ones as `null`, white space around texts dropped, prefixes kept. No DTD is read, no entity
/// declared in one is known, nothing outside the document is touched.
///
/// Elements become text as soon as they end, so that memory stays within a few times the document.
final class XmlToDict {
    private static final JsonProvider JSON = JsonProvider.provider(); // looked up once
    private static final int MOST_NAMES = 200_000;
    private static final int MOST_ATTRIBUTES = 10_000;
    private static final int DEEPEST = 128; // each level copies what is in it

    private final XMLStreamReader in;
    private final Deque<Element> open = new ArrayDeque<>();
    private int names;
    private boolean doctype;

    private XmlToDict(XMLStreamReader in) {
        this.in = in;
        open.push(new Element("", new LinkedHashMap<>(), new StringBuilder()));
    }

    /// The JSON in UTF-8.
    ///
    /// @param depth how deep elements may be nested, if that is less than 128
    /// @throws XMLStreamException it is not well-formed, declares entities, or is out of bounds
    static byte[] json(String xml, int depth) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty("jdk.xml.maxElementDepth", String.valueOf(Math.min(depth, DEEPEST)));
        factory.setProperty("jdk.xml.elementAttributeLimit", String.valueOf(MOST_ATTRIBUTES));
        var in = factory.createXMLStreamReader(new StringReader(xml));
        try {
            return new XmlToDict(in).document().getBytes(StandardCharsets.UTF_8);
        } catch (RuntimeException e) { // such as the JDK's own, for want of a message of its own
            throw new XMLStreamException("not well-formed XML", e);
        } finally {
            in.close();
        }
    }

    /// What a failure of [#json] says, in one line and without a word of the document.
    static String complaint(XMLStreamException e) {
        var where = e.getLocation();
        if (where == null) {
            return e.getMessage();
        }
        boolean bounds = String.valueOf(e.getMessage()).contains("JAXP0001"); // of the JDK's limits
        return (bounds
                        ? "beyond a bound of nesting, attributes or the length of names"
                        : "not well-formed XML")
                + ": line %d, column %d".formatted(where.getLineNumber(), where.getColumnNumber());
    }

    private record Element(String name, Map<String, Values> members, StringBuilder text) {}

    /// The values of one name: JSON, with commas between.
    private static final class Values {
        private final StringBuilder json = new StringBuilder();
        private boolean several;

        /// Where the next value is to be written.
        StringBuilder next() {
            several = !json.isEmpty();
            return several ? json.append(',') : json;
        }
    }

    private String document() throws XMLStreamException {
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        open.element()
                                .text()
                                .append(
                                        in.getTextCharacters(),
                                        in.getTextStart(),
                                        in.getTextLength());
                case XMLStreamConstants.DTD -> doctype();
                case XMLStreamConstants.ENTITY_REFERENCE -> undeclared();
                default -> {}
            }
        }
        var out = new StringBuilder();
        write(open.element().members(), out);
        return out.toString();
    }

    private void start() throws XMLStreamException {
        var element = new Element(in.getLocalName(), new LinkedHashMap<>(), new StringBuilder(0));
        for (int i = 0; i < in.getAttributeCount(); i++) {
            var prefix = in.getAttributePrefix(i);
            var name = in.getAttributeLocalName(i);
            var whole = prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
            next(element, "@" + whole).append(string(in.getAttributeValue(i)));
        }
        open.push(element);
    }

    private void end() throws XMLStreamException {
        var element = open.pop();
        var text = PythonText.stripped(element.text().toString());
        var out = next(open.element(), element.name());
        if (element.members().isEmpty()) {
            out.append(text.isEmpty() ? "null" : string(text));
            return;
        }
        if (!text.isEmpty()) {
            next(element, "#text").append(string(text));
        }
        write(element.members(), out);
        names -= element.members().size();
    }

    private StringBuilder next(Element element, String name) throws XMLStreamException {
        var values = element.members().get(name);
        if (values == null) {
            if (++names > MOST_NAMES) {
                throw new XMLStreamException("it has too many different names");
            }
            values = new Values();
            element.members().put(name, values);
        }
        return values.next();
    }

    private void doctype() throws XMLStreamException {
        doctype = true;
        if (in.getText() != null && in.getText().contains("<!ENTITY")) {
            throw new XMLStreamException("entities are disabled");
        }
    }

    /// With a DTD that nobody reads, an unknown entity may well be declared there: expat passes over it.
    private void undeclared() throws XMLStreamException {
        if (!doctype) {
            throw new XMLStreamException("undefined entity", in.getLocation());
        }
    }

    private static void write(Map<String, Values> members, StringBuilder out) {
        char before = '{';
        for (var member : members.entrySet()) {
            var values = member.getValue();
            out.append(before).append(string(member.getKey())).append(':');
            before = ',';
            if (values.several) {
                out.append('[').append(values.json).append(']');
            } else {
                out.append(values.json);
            }
        }
        out.append('}');
    }

    private static String string(String text) {
        return JSON.createValue(text).toString();
    }
}
