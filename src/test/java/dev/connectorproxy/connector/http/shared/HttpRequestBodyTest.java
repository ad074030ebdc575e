package dev.connectorproxy.connector.http.shared;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files in request bodies.
class HttpRequestBodyTest {

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "data:text/csv;name=a.csv;base64,YTti"       | a;b                    | text/csv
                    "data:text/csv;charset=latin1;base64,YTti"   | a;b                    | text/csv;charset=latin1
                    "DATA:;name=a,b.csv;BASE64,YTti"             | DATA:;name=a,b.csv;BASE64,YTti |
                    "data:;base64,YTti"                          | a;b                    |
                    "data: {}"                                   | data: {}               |
                    "data:text/plain,hello"                      | data:text/plain,hello  |
                    "data: x;base64y,"                           | data: x;base64y,       |
                    "xdata:text/csv;base64,YTti"                 | xdata:text/csv;base64,YTti |
                    {"a":"data:text/csv;base64,YTti"}            | {"a":"data:text/csv;base64,YTti"} |
                    """)
    void rawSendsADataUrlAsTheFile(String data, String sent, String type) {
        var body = body("raw", data);

        assertThat(text(body), is(sent));
        assertThat(body.contentType().orElse(null), is(type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:text/csv;base64,YT",
                "data:text/csv;base64,s3cret",
                "data:a/b;name=x;base64,spifffiledatadigest+0000000000000000000000000000000000000000000000000000000000000000"
            })
    void refusesAFileThatIsNone(String url) {
        for (var format : new String[] {"raw", "multipart"}) {
            var data = format.equals("raw") ? "\"" + url + "\"" : "{\"f\":\"" + url + "\"}";
            var failure = assertThrows(ConnectorException.class, () -> body(format, data));

            assertThat(failure.code(), is("InvalidParameters"));
            assertThat(failure.getMessage(), not(containsString("s3cret")));
        }
    }

    @Test
    void multipartSendsFilesAndFields() {
        var body =
                body(
                        "multipart",
                        """
                        {"file":"data:image/png;name=b%C3%A4%22.png;base64,AAEC","n":1.5,"t":"a b","l":["x",null],"o":{"k":1},"q\\"\\r\\n":true,"none":"data:;base64,"}
                        """);
        var boundary =
                body.contentType().orElseThrow().replace("multipart/form-data; boundary=", "");

        var expected =
                """
                --B
                Content-Disposition: form-data; name="file"; filename="bä%22.png"
                Content-Type: image/png

                \u0000\u0001\u0002
                --B
                Content-Disposition: form-data; name="n"

                1.5
                --B
                Content-Disposition: form-data; name="t"

                a b
                --B
                Content-Disposition: form-data; name="l"

                x
                --B
                Content-Disposition: form-data; name="l"


                --B
                Content-Disposition: form-data; name="o"

                {"k":1}
                --B
                Content-Disposition: form-data; name="q%22%0D%0A"

                true
                --B
                Content-Disposition: form-data; name="none"; filename="file"
                Content-Type: application/octet-stream


                --B--
                """;
        assertThat(text(body), is(expected.replace("\n", "\r\n").replace("--B", "--" + boundary)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "\"x\"", "{\"f\":\"data:a\\u0001b;base64,YTti\"}"})
    void multipartRefusesWhatHasNoParts(String data) {
        assertThat(
                assertThrows(ConnectorException.class, () -> body("multipart", data)).code(),
                is("InvalidParameters"));
    }

    private static HttpRequestBody body(String format, String data) {
        return HttpRequestBody.of(
                new Arguments(
                        Map.of("body_format", JsonText.ofString(format), "data", json(data))));
    }

    private static JsonText json(String text) {
        return JsonText.of(text.getBytes(StandardCharsets.UTF_8), 9).orElseThrow();
    }

    private static String text(HttpRequestBody body) {
        return new String(body.bytes().orElseThrow(), StandardCharsets.UTF_8);
    }
}
