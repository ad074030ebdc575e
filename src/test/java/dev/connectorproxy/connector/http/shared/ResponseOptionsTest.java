package dev.connectorproxy.connector.http.shared;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.connector.http.shared.ResponseOptions.Format;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseOptionsTest {

    @ParameterizedTest(name = "{0}: {1}, any {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    application/json                           | true  | true
                    application/json; charset=utf-8            | true  | true
                    application/json;charset=utf-8             | true  | true
                    application/json charset=utf-8             | true  | true
                    application/json-patch+json                | true  | true
                    application/jsonlines                      | false | false
                    application/jsonl                          | false | false
                    application/json-seq                       | false | false
                    application/json5                          | false | false
                    application/x-ndjson                       | false | false
                    application/x-json-stream                  | false | false
                    multipart/related; type="application/json" | false | false
                    multipart/mixed; boundary=application/jsonx | false | false
                    text/plain; profile=application/json       | false | false
                    Application/JSON                           | false | true
                    application/problem+json                   | false | true
                    application/HAL+JSON; charset=utf-8        | false | true
                    application/vnd.api+json                   | false | true
                    text/json                                  | false | true
                    application/xml; note="+json"              | false | false
                    text/html                                  | false | false
                    ``                                         | false | false
                    """)
    void knowsTheTypesOfJson(String type, boolean json, boolean any) {
        assertThat(options(false, Format.TEXT, "").isJson(type), is(json));
        assertThat(options(true, Format.TEXT, "").isJson(type), is(any));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    image/png                 | ``                                            | DATA_URL | data:image/png;name=last;base64,AP/+
                    text/csv; charset=utf-8   | attachment; filename="a b.csv"                | DATA_URL | data:text/csv;name=a%20b.csv;base64,AP/+
                    a/b                       | inline; filename=x.y; size=3                  | DATA_URL | data:a/b;name=x.y;base64,AP/+
                    a/b                       | attachment; filename="e.txt"; filename*=UTF-8''%C3%A4%3B.txt | DATA_URL | data:a/b;name=%C3%A4%3B.txt;base64,AP/+
                    nonsense                  | ``                                            | DATA_URL | data:application/octet-stream;name=last;base64,AP/+
                    ``                        | ``                                            | DATA_URL | data:application/octet-stream;name=last;base64,AP/+
                    image/png                 | ``                                            | BASE64   | AP/+
                    """)
    void returnsABodyAsAFile(String type, String disposition, Format format, String text) {
        var response =
                new HttpResponse(
                        200,
                        List.of(
                                new Header("Content-Type", type),
                                new Header("Content-Disposition", disposition)),
                        new byte[] {0, -1, -2});

        assertThat(options(false, format, "last").toText(response), is(text));
    }

    private static ResponseOptions options(boolean any, Format format, String filename) {
        return new ResponseOptions(false, any, format, filename, 10);
    }
}
