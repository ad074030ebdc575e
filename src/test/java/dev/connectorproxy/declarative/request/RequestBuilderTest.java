package dev.connectorproxy.declarative.request;

import static dev.connectorproxy.declarative.request.Operations.BASE;
import static dev.connectorproxy.declarative.request.Operations.body;
import static dev.connectorproxy.declarative.request.Operations.build;
import static dev.connectorproxy.declarative.request.Operations.buildWithBody;
import static dev.connectorproxy.declarative.request.Operations.builder;
import static dev.connectorproxy.declarative.request.Operations.content;
import static dev.connectorproxy.declarative.request.Operations.cookie;
import static dev.connectorproxy.declarative.request.Operations.doubled;
import static dev.connectorproxy.declarative.request.Operations.fixed;
import static dev.connectorproxy.declarative.request.Operations.get;
import static dev.connectorproxy.declarative.request.Operations.header;
import static dev.connectorproxy.declarative.request.Operations.json;
import static dev.connectorproxy.declarative.request.Operations.path;
import static dev.connectorproxy.declarative.request.Operations.post;
import static dev.connectorproxy.declarative.request.Operations.query;
import static dev.connectorproxy.declarative.request.Operations.required;
import static dev.connectorproxy.declarative.request.Operations.reserved;
import static dev.connectorproxy.declarative.request.Operations.responding;
import static dev.connectorproxy.declarative.request.Operations.styled;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.OperationParameter.Style;
import dev.connectorproxy.openapi.ResponseDescription;
import dev.connectorproxy.spi.ConnectorException;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBuilderTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    https://api.example            | /x        | https://api.example/x?q=1
                    https://api.example/           | /x        | https://api.example/x?q=1
                    https://api.example/v1/        | /         | https://api.example/v1/?q=1
                    https://api.example/v1?key=a   | /x        | https://api.example/v1/x?key=a&q=1
                    https://api.example/v1/?key=a  | /x?b=c    | https://api.example/v1/x?key=a&b=c&q=1
                    https://api.example?k=/a       | /x        | https://api.example/x?k=/a&q=1
                    http://[::1]:8080/v1           | /x        | http://[::1]:8080/v1/x?q=1
                    https://api.example            | /a b/ü#y  | https://api.example/a%20b/%C3%BC?q=1
                    https://api.example            | /x?b=#y   | https://api.example/x?b=&q=1
                    """)
    void joinsBaseAndPath(String base, String path, String expected) {
        var operation = get(path, query("q"));
        var values =
                new RequestValues(Map.of(operation.parameters().getFirst(), json("1")), none());

        assertThat(builder(operation).withBaseUrl(base).build(values).url(), is(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://api.example",
                "/v1",
                "https://",
                "https://{host}/v1",
                "https://a b/",
                "https://ü.example"
            })
    void refusesABaseThatIsNotAUrl(String base) {
        assertThrows(IllegalArgumentException.class, () -> builder(get("/x")).withBaseUrl(base));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    'a/b'       | a%2Fb
                    '../x'      | ..%2Fx
                    'a?b#c'     | a%3Fb%23c
                    'a%2Fb'     | a%252Fb
                    '...'       | ...
                    '\\u0000'   | %00
                    'ü;=@'      | %C3%BC%3B%3D%40
                    """)
    void noValueChangesThePath(String value, String expected) {
        assertThat(
                build(get("/x/{id}/y", path("id")), value).url(),
                is(BASE + "/x/" + expected + "/y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'.'", "'..'", "['..']", "''", "null", "[]", "{}", "'\\ud800'"})
    void refusesValuesThatCannotStandInAPath(String value) {
        assertThat(refusal(get("/x/{id}/y", path("id")), value), containsString("'id'"));
    }

    @Test
    void refusesDotSegmentsMadeOfSeveralValues() {
        var operation =
                get("/x/{a}{b}/y", path("a"), styled(Location.PATH, "b", Style.LABEL, false));

        assertThat(
                refusal(get("/x/{a}{b}", path("a"), path("b")), "'.a'", "'.'"),
                containsString("'b'"));
        assertThat(
                refusal(get("/x/{b}", styled(Location.PATH, "b", Style.LABEL, true)), "['','']"),
                containsString("'b'"));
        assertThat(build(operation, "'a'", "'b'").url(), is(BASE + "/x/a.b/y"));
    }

    @Test
    void escapesTwiceWhereTheDescriptionSaysSo() {
        assertThat(
                build(get("/x/{p}", doubled("p")), "'a/b c'").url(), is(BASE + "/x/a%252Fb%2520c"));
        assertThat(refusal(get("/x/{p}", doubled("p")), "'..'"), containsString("'p'"));
    }

    @Test
    void keepsReservedCharactersThatDoNotEndTheValue() {
        assertThat(
                build(get("/x", reserved(Location.QUERY, "q")), "'a:/?@!$,;=%2F%zz&+#[]'").url(),
                is(BASE + "/x?q=a:/?@!$,;=%2F%25zz%26%2B%23%5B%5D"));
        assertThat(
                build(get("/x/{p}", reserved(Location.PATH, "p")), "'a:@=/?#%2F'").url(),
                is(BASE + "/x/a:@=%2F%3F%23%2F"));
    }

    @Test
    void writesVariablesInTheQueryOfAPath() {
        assertThat(
                build(get("/x?v={v}", path("v"), query("q")), "'a&b'", "1").url(),
                is(BASE + "/x?v=a%26b&q=1"));
    }

    @Test
    void namesAreEscaped() {
        assertThat(
                build(get("/x", query("page[size]"), query("$filter"), query("a&b")), "1", "2", "3")
                        .url(),
                is(BASE + "/x?page%5Bsize%5D=1&$filter=2&a%26b=3"));
    }

    @Test
    void parametersWithContentAreSerialized() {
        var jsonQuery = content(Location.QUERY, "q", "application/json");
        var jsonHeader = content(Location.HEADER, "Arg", "application/json");
        var text = content(Location.QUERY, "t", "text/plain");

        var request =
                build(get("/x", jsonQuery, jsonHeader, text), "{'a':[1]}", "{'n':'ü'}", "'b c'");

        assertThat(request.url(), is(BASE + "/x?q=%7B%22a%22%3A%5B1%5D%7D&t=b%20c"));
        assertThat(header(request, "Arg"), is("{\"n\":\"\\u00fc\"}"));
    }

    /// As the V2 commands and requests send them.
    @Test
    void charactersOfLatin1AreSentInHeadersAsTheyAre() {
        assertThat(header(build(get("/x", header("X-A")), "'Größe ÿ'"), "X-A"), is("Größe ÿ"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a\\r\\nb'",
                "'a\\nX: y'",
                "'\\u0000'",
                "'\u20ac'",
                "'\\u0085'",
                "'\\u007f'",
                "['a','b\\n']"
            })
    void refusesHeaderValuesThatHeadersCannotCarry(String value) {
        assertThat(refusal(get("/x", header("X-A")), value), containsString("'X-A'"));
    }

    @Test
    void cookiesAreOneHeader() {
        var request = build(get("/x", cookie("a"), cookie("b c")), "'1; x=2'", "true");

        assertThat(header(request, "Cookie"), is("a=1%3B%20x%3D2; b%20c=true"));
    }

    @Test
    void absentAndNullParametersAreLeftOut() {
        var request = build(get("/x", query("q"), header("h"), cookie("c")), "null", "null");

        assertThat(request.url(), is(BASE + "/x"));
        assertThat(header(request, "h"), is("(none)"));
        assertThat(header(request, "Cookie"), is("(none)"));
    }

    @Test
    void requiredParametersAreRequired() {
        assertThat(refusal(get("/x", required(query("q")))), is("parameter 'q' is required"));
        assertThat(refusal(get("/{p}", path("p"))), is("parameter 'p' is required"));
    }

    @Test
    void fixedValuesAreSent() {
        var operation = get("/x", fixed(query("v"), json("'2020'")));

        assertThat(build(operation, "'other'").url(), is(BASE + "/x?v=2020"));
    }

    @Test
    void messagesHoldNoValue() {
        for (var value : new String[] {"'canary\\n'", "'canary€'", "'canary\\ud800'"}) {
            assertThat(refusal(get("/x", header("h")), value), not(containsString("canary")));
        }
    }

    @Test
    void acceptsTheMediaTypesOfSuccessfulResponses() {
        var operation =
                responding(
                        get("/x"),
                        responses(
                                "200", "text/csv", "201", "application/json", "404", "text/html"));

        assertThat(header(build(operation), "Accept"), is("application/json, text/csv;q=0.9"));
        assertThat(header(build(get("/x")), "Accept"), is("*/*"));
        assertThat(
                header(build(responding(get("/x"), responses("default", "text/csv"))), "Accept"),
                is("text/csv"));
    }

    @Test
    void acceptAndContentTypeAreSentOnce() {
        var operation =
                post(
                        body(content("application/json", "{}")),
                        header("accept"),
                        header("content-type"));

        var request = buildWithBody(operation, "{}", "'application/vnd.x+json'", "'text/html'");

        assertThat(header(request, "Accept"), is("application/vnd.x+json"));
        assertThat(header(request, "Content-Type"), is("application/json"));
        assertThat(header(buildWithBody(operation, "{}"), "Accept"), is("*/*"));
    }

    @Test
    void withoutABodyThereIsNoContentType() {
        var request = build(get("/x", header("Content-Type")), "'text/html'");

        assertThat(header(request, "Content-Type"), is("(none)"));
        assertThat(request.body().isEmpty(), is(true));
    }

    @Test
    void aRequiredBodyIsRequired() {
        var operation = post(body(content("application/json", "{}")));

        assertThat(refusal(operation), is("parameter 'body' is required"));
    }

    @Test
    void saysWhichBodiesAreNotSupported() {
        var xml = post(body(content("application/xml", "{'type':'object'}")));
        var mixed = post(body(content("multipart/mixed", "{}")));
        var xmlText = post(body(content("application/xml", "{'type':'string'}")));

        assertThat(
                RequestBuilder.unsupported(xml, JsonValue.EMPTY_JSON_OBJECT),
                is(
                        Optional.of(
                                "its body cannot be written in any of its media types: application/xml")));
        assertThat(
                RequestBuilder.unsupported(mixed, JsonValue.EMPTY_JSON_OBJECT).isPresent(),
                is(true));
        assertThat(
                RequestBuilder.unsupported(xmlText, JsonValue.EMPTY_JSON_OBJECT),
                is(Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> builder(xml));
    }

    private static String refusal(Operation operation, String... values) {
        var failure = assertThrows(ConnectorException.class, () -> build(operation, values));
        assertThat(failure.code(), is("InvalidParameters"));
        return failure.getMessage();
    }

    private static Optional<JsonValue> none() {
        return Optional.empty();
    }

    /// Pairs of status and media type.
    private static Map<String, ResponseDescription> responses(String... pairs) {
        var responses = new LinkedHashMap<String, ResponseDescription>();
        for (int i = 0; i < pairs.length; i += 2) {
            var content =
                    new ResponseDescription.Content(JsonValue.EMPTY_JSON_OBJECT, Optional.empty());
            responses.put(pairs[i], new ResponseDescription("", Map.of(pairs[i + 1], content)));
        }
        return responses;
    }
}
