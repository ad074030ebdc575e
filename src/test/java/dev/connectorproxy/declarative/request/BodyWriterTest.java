package dev.connectorproxy.declarative.request;

import static dev.connectorproxy.declarative.request.Operations.body;
import static dev.connectorproxy.declarative.request.Operations.buildWithBody;
import static dev.connectorproxy.declarative.request.Operations.content;
import static dev.connectorproxy.declarative.request.Operations.header;
import static dev.connectorproxy.declarative.request.Operations.lines;
import static dev.connectorproxy.declarative.request.Operations.object;
import static dev.connectorproxy.declarative.request.Operations.post;
import static dev.connectorproxy.declarative.request.Operations.text;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.openapi.OperationParameter.Style;
import dev.connectorproxy.openapi.RequestBody.Content;
import dev.connectorproxy.openapi.RequestBody.Part;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyWriterTest {
    private static final String FILE = "'data:text/csv;name=a%20b.csv;base64,YSxiCg=='"; // a,b
    private static final String DIGEST =
            "data:text/plain;name=a;base64,spifffiledatadigest+" + "0".repeat(64);

    @Test
    void jsonKeepsDigitsAndNulls() {
        var request =
                send(
                        content("application/json", "{}"),
                        "{'n':12345678901234567890,'d':1.50,'x':null}");

        assertThat(text(request), is("{\"n\":12345678901234567890,\"d\":1.50,\"x\":null}"));
        assertThat(header(request, "Content-Type"), is("application/json"));
    }

    @Test
    void jsonHasFilesInBase64WhereTheSchemaSaysSo() {
        var schema =
                "{'properties':{'b':{'type':'string','format':'byte'},'t':{'type':'string'},"
                        + "'l':{'items':{'allOf':[{'properties':{'c':{'contentEncoding':'base64'}}}]}}}}";

        var request =
                send(
                        content("application/json", schema),
                        "{'b':%s,'t':%s,'l':[{'c':%s},{'c':'YQ=='}]}".formatted(FILE, FILE, FILE));

        assertThat(
                text(request),
                is(
                        "{'b':'YSxiCg==','t':%s,'l':[{'c':'YSxiCg=='},{'c':'YQ=='}]}"
                                .formatted(FILE)
                                .replace('\'', '"')));
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                send(
                                        content("application/json", schema),
                                        "{'b':'%s'}".formatted(DIGEST)));
        assertThat(failure.getMessage(), containsString("parameter 'b' is only the digest"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "application/json, application/json",
        "application/merge-patch+json, application/merge-patch+json",
        "application/json; charset=utf-8, application/json; charset=utf-8",
        "*/*, application/json",
        "application/*, application/json"
    })
    void jsonIsSentWithItsMediaType(String declared, String sent) {
        assertThat(header(send(content(declared, "{}"), "{}"), "Content-Type"), is(sent));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'To':'+49 1','Body':'a&b=ü*','N':5,'F':true} | To=%2B49+1&Body=a%26b%3D%C3%BC*&N=5&F=true
                    {'MediaUrl':['http://a','http://b']}          | MediaUrl=http%3A%2F%2Fa&MediaUrl=http%3A%2F%2Fb
                    {'x':null,'y':[],'z':''}                      | z=
                    {'o':{'a':1}}                                 | o=%7B%22a%22%3A1%7D
                    {}                                            | ``
                    """)
    void formsRepeatTheNamesOfLists(String value, String expected) {
        var request = send(content("application/x-www-form-urlencoded", "{}"), value);

        assertThat(text(request), is(expected));
        assertThat(header(request, "Content-Type"), is("application/x-www-form-urlencoded"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {'metadata':{'a b':'c'}}                    | metadata%5Ba%20b%5D=c
                    {'expand':['a','b']}                        | expand%5B%5D=a&expand%5B%5D=b
                    {'items':[{'price':'p','quantity':2}]}      | items%5B0%5D%5Bprice%5D=p&items%5B0%5D%5Bquantity%5D=2
                    {'csv':['a','b']}                           | csv=a,b
                    {'json':['a']}                              | json=%5B%22a%22%5D
                    """)
    void formsFollowTheEncodingOfEachProperty(String value, String expected) {
        var deep = new Part(Optional.empty(), Style.DEEP_OBJECT, true, false);
        var parts =
                Map.of(
                        "metadata", deep,
                        "expand", deep,
                        "items", deep,
                        "csv", new Part(Optional.empty(), Style.FORM, false, false),
                        "json", new Part(Optional.of("application/json"), Style.FORM, true, false));

        assertThat(
                text(send(content("application/x-www-form-urlencoded", "{}", parts), value)),
                is(expected));
    }

    @Test
    void multipartSendsFilesTextsAndJson() {
        var schema =
                "{'properties':{'file':{'type':'string','format':'binary'},"
                        + "'files':{'type':'array','items':{'type':'string','format':'binary'}}}}";

        var request =
                send(
                        content("multipart/form-data", schema),
                        "{'file':%s,'files':[%s,%s],'n':5,'t':'x y','o':{'a':1},'l':['p','q'],'z':null}"
                                .formatted(FILE, FILE, FILE));

        var boundary =
                header(request, "Content-Type").replace("multipart/form-data; boundary=", "");
        var parts = text(request).split("--" + boundary + "\r\n");
        assertThat(parts.length, is(1 + 8));
        assertThat(
                lines(parts[1]),
                contains(
                        "Content-Disposition: form-data; name=\"file\"; filename=\"a b.csv\"",
                        "Content-Type: text/csv",
                        "",
                        "a,b\n",
                        ""));
        assertThat(parts[2], is(parts[3]));
        assertThat(
                lines(parts[4]),
                contains("Content-Disposition: form-data; name=\"n\"", "", "5", ""));
        assertThat(lines(parts[6]).get(1), is("Content-Type: application/json"));
        assertThat(lines(parts[6]).get(3), is("{\"a\":1}"));
        assertThat(
                lines(parts[8]),
                contains(
                        "Content-Disposition: form-data; name=\"l\"",
                        "",
                        "q",
                        "--" + boundary + "--",
                        ""));
    }

    @Test
    void multipartFollowsSchemaAndEncoding() {
        var content =
                content(
                        "multipart/form-data",
                        "{'properties':{'text':{'type':'string'},'b64':{'type':'string','format':'byte'},"
                                + "'file':{'type':'string','format':'binary'}}}",
                        Map.of(
                                "file",
                                new Part(Optional.of("image/png"), Style.FORM, true, false)));

        var sent =
                text(send(content, "{'text':%s,'b64':%s,'file':%s}".formatted(FILE, FILE, FILE)));

        assertThat(sent, containsString("name=\"text\"\r\n\r\ndata:text/csv;name=a%20b.csv"));
        assertThat(sent, containsString("name=\"b64\"\r\n\r\nYSxiCg==\r\n"));
        assertThat(sent, containsString("Content-Type: image/png\r\n\r\na,b\n"));
    }

    @Test
    void namesOfFilesAndPartsCannotAddHeaders() {
        var file = "'data:text/csv;name=a%22%0D%0AX-B:%20c.csv;base64,YQ=='";

        var sent =
                text(
                        send(
                                content("multipart/form-data", "{}"),
                                "{'p\\r\\nX-A: b':%s}".formatted(file)));

        assertThat(
                sent, containsString("name=\"p%0D%0AX-A: b\"; filename=\"a%22%0D%0AX-B: c.csv\""));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    application/octet-stream | {'type':'string','format':'binary'} | application/octet-stream
                    image/png                | {}                                  | image/png
                    image/*                  | {}                                  | text/csv
                    */*                      | {'type':'string','format':'binary'} | text/csv
                    application/json         | {'type':'string','format':'binary'} | text/csv
                    text/plain               | {'type':'string'}                   | text/plain
                    """)
    void filesAreSentRaw(String mediaType, String schema, String contentType) {
        var request = send(content(mediaType, schema), FILE);

        assertThat(text(request), is("a,b\n"));
        assertThat(header(request, "Content-Type"), is(contentType));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    text/plain       | text/plain; charset=utf-8
                    text/*           | text/plain; charset=utf-8
                    text/csv; a=b    | text/csv; a=b
                    application/xml  | application/xml
                    application/pdf  | application/pdf
                    image/*          | application/octet-stream
                    """)
    void textsAreSentInUtf8(String mediaType, String contentType) {
        var request = send(content(mediaType, "{'type':'string'}"), "'ü <a/>'");

        assertThat(text(request), is("ü <a/>"));
        assertThat(header(request, "Content-Type"), is(contentType));
    }

    @Test
    void aHeaderParameterMayNameTheTypeOfAFile() {
        var operation =
                post(
                        body(content("application/octet-stream", "{}")),
                        Operations.header("Content-Type"));

        var given = buildWithBody(operation, FILE, "'image/png'");

        assertThat(header(given, "Content-Type"), is("image/png"));
        assertThat(
                header(buildWithBody(operation, FILE), "Content-Type"),
                is("application/octet-stream"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"multipart/form-data", "application/octet-stream", "text/plain", "image/*"})
    void digestsOfFilesAreRefused(String mediaType) {
        var value =
                mediaType.startsWith("multipart") ? "{'f':'" + DIGEST + "'}" : "'" + DIGEST + "'";

        var failure =
                assertThrows(ConnectorException.class, () -> send(content(mediaType, "{}"), value));

        assertThat(failure.getMessage(), containsString("get_encoded_file_data"));
    }

    /// A part that the description says to be text would be the digest, for ever.
    @Test
    void digestsOfFilesAreRefusedInPartsOfTextToo() {
        var schema = "{'properties':{'f':{'type':'string'}}}";

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                send(
                                        content("multipart/form-data", schema),
                                        "{'f':'" + DIGEST + "'}"));

        assertThat(failure.getMessage(), containsString("get_encoded_file_data"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "application/x-www-form-urlencoded"})
    void formsAreObjects(String mediaType) {
        var failure =
                assertThrows(ConnectorException.class, () -> send(content(mediaType, "{}"), "[1]"));

        assertThat(
                failure.getMessage(),
                is("parameter 'body' must be an object, whose members are the fields"));
    }

    @Test
    void choosesJsonBeforeFormsBeforeTexts() {
        assertThat(
                chosen("text/plain", "multipart/form-data", "application/json"), is(BodyKind.JSON));
        assertThat(
                chosen("multipart/form-data", "application/x-www-form-urlencoded"),
                is(BodyKind.FORM));
        assertThat(
                chosen("image/png", "text/plain", "multipart/form-data"), is(BodyKind.MULTIPART));
        assertThat(chosen("image/png", "text/plain"), is(BodyKind.TEXT));
        assertThat(chosen("application/xml", "application/vnd.api+json"), is(BodyKind.JSON));
    }

    private static BodyKind chosen(String... mediaTypes) {
        var contents =
                Stream.of(mediaTypes)
                        .map(type -> content(type, "{'type':'object'}"))
                        .toArray(Content[]::new);
        return BodyChoice.of(body(contents), object("{}")).orElseThrow().kind();
    }

    private static HttpRequest send(Content content, String value) {
        return buildWithBody(post(body(content)), value);
    }
}
