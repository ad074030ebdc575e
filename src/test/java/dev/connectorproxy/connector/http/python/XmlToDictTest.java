package dev.connectorproxy.connector.http.python;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Conversion of XML to JSON, as recorded from xmltodict.
class XmlToDictTest {
    private static final int DEPTH = 50;

    static Stream<JsonObject> fixtures() throws Exception {
        try (var in = XmlToDictTest.class.getResourceAsStream("/http/xml.json");
                var reader = Json.createReader(in)) {
            return reader.readArray().getValuesAs(JsonObject.class).stream();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void documentsBecomeTheRecordedJson(JsonObject fixture) throws Exception {
        var json = json(fixture.getString("xml"));

        // as text, since the order of keys matters
        assertThat(parsed(json).toString(), is(fixture.get("json").toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "text",
                "<r><i></r>",
                "<r/><r/>",
                "<r/>text",
                "<r a='1' a='2'/>",
                "<r>&nope;</r>",
                "<r a='&nope;'/>",
                "<r>\u0001</r>",
                "<r>a & b</r>",
                " <?xml version='1.0'?><r/>",
                "<!DOCTYPE r [<!ELEM r \ufffe>]><r/>",
                "<!DOCTYPE r [<!ENTITY e 'boo'>]><r>x</r>",
                "<!DOCTYPE r [<!ENTITY e 'boo'>]><r>&e;</r>",
                "<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><r>&e;</r>",
                "<!DOCTYPE r [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><r/>",
                "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><r k='&b;'/>"
            })
    void refusesWhatIsNotWellFormedOrDeclaresEntities(String xml) {
        var failure = assertThrows(XMLStreamException.class, () -> json(xml));

        assertThat(XmlToDict.describe(failure), not(containsString("passwd")));
        assertThat(XmlToDict.describe(failure), not(containsString("\n")));
    }

    @Test
    void reportsTheLocationOfAnError() {
        var failure = assertThrows(XMLStreamException.class, () -> json("<r>\n<secret></r>"));

        assertThat(XmlToDict.describe(failure), is("not well-formed XML: line 2, column 11"));
    }

    @ParameterizedTest
    @CsvSource({
        "<!DOCTYPE r SYSTEM 'http://127.0.0.1:%d/x.dtd'><r>x</r>",
        "<!DOCTYPE r PUBLIC '-//A//B' 'http://127.0.0.1:%d/x.dtd'><r>x</r>"
    })
    void fetchesNoDtd(String document) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(50);

            var json = json(document.formatted(server.getLocalPort()));

            assertThat(json, is("{\"r\":\"x\"}"));
            assertThrows(SocketTimeoutException.class, server::accept);
        }
    }

    @Test
    void limitsTheDepth() throws Exception {
        var deepest = "<d>".repeat(DEPTH) + "</d>".repeat(DEPTH);

        assertThat(json(deepest), is("{\"d\":".repeat(DEPTH) + "null" + "}".repeat(DEPTH)));
        var failure = assertThrows(XMLStreamException.class, () -> json("<d>" + deepest + "</d>"));
        assertThat(XmlToDict.describe(failure), containsString("beyond a bound"));
    }

    @Test
    void acceptsAnElementWithManyAttributes() throws Exception {
        var attributes =
                IntStream.range(0, 5_000)
                        .mapToObj(it -> " a%d='%d'".formatted(it, it))
                        .collect(Collectors.joining());

        assertThat(
                parsed(json("<r" + attributes + "/>")).asJsonObject().getJsonObject("r").size(),
                is(5_000));
        var failure =
                assertThrows(
                        XMLStreamException.class,
                        () -> json("<r" + attributes + attributes.replace('a', 'b') + " c=''/>"));
        assertThat(XmlToDict.describe(failure), containsString("beyond a bound"));
    }

    @Test
    void refusesADocumentWithTooManyNames() {
        var xml = new StringBuilder("<r>");
        for (int i = 0; i < 200_001; i++) {
            xml.append("<n").append(i).append("/>");
        }

        var failure =
                assertThrows(XMLStreamException.class, () -> json(xml.append("</r>").toString()));

        assertThat(XmlToDict.describe(failure), is("it has too many different names"));
    }

    @Test
    void acceptsManyElementsOfOneName() throws Exception {
        var json = json("<r>" + "<i a='1'/>".repeat(250_000) + "</r>");

        assertThat(
                parsed(json).asJsonObject().getJsonObject("r").getJsonArray("i").size(),
                is(250_000));
    }

    private static String json(String xml) throws XMLStreamException {
        return new String(XmlToDict.toJson(xml, DEPTH), StandardCharsets.UTF_8);
    }

    private static JsonValue parsed(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }
}
