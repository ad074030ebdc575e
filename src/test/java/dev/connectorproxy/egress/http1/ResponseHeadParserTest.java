package dev.connectorproxy.egress.http1;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadParserTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final int KIB = 1 << 10;

    private final ResponseHeadParser parser = new ResponseHeadParser();

    @Test
    void readsVersionStatusAndFields() throws Exception {
        var old = parse("HTTP/1.0 599 x\r\nA:b\n\n");
        var next = parse("HTTP/1.1 100\r\nB: \t x y \t\r\n\r\n");

        assertThat(old.getVersion(), is(HttpVersion.HTTP_1_0));
        assertThat(old.getCode(), is(599));
        assertThat(old.getFirstHeader("A").getValue(), is("b"));
        assertThat(next.getVersion(), is(HttpVersion.HTTP_1_1));
        assertThat(next.getFirstHeader("B").getValue(), is("x y"));
    }

    @Test
    void countsTheBytesThatItHasNotConsumed() throws Exception {
        assertThat(parser.bufferedBytes(), is(0));

        parse(OK + "\r\nbody");

        assertThat(parser.bufferedBytes(), is(4));
    }

    @Test
    void hasNoHeadWhenTheConnectionEndsBeforeItsFirstByte() throws Exception {
        assertThat(Optional.ofNullable(parse("")), is(Optional.empty()));
        assertThrows(EOFException.class, () -> parse("\r\n"));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "3, true", "4, false"})
    void skipsAFewEmptyLines(int lines, boolean skipped) throws Exception {
        var head = "\r\n".repeat(lines) + OK + "\r\n";

        if (skipped) {
            assertThat(parse(head).getCode(), is(200));
        } else {
            assertThrows(ParseException.class, () -> parse(head));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ": x",
                "A b: c",
                " folded",
                "A",
                "A : b",
                "A: \0",
                "AB: c\nAB\nC: d",
                "A: \rb",
                "\r\r\nA: b"
            })
    void refusesALineThatIsNoField(String line) {
        assertThrows(ParseException.class, () -> parse(OK + line + "\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0} fields with {1} folded lines: {2}")
    @CsvSource({
        "200, 0, true",
        "201, 0, false",
        "1, 399, true",
        "1, 400, false",
        "200, 1, true",
    })
    void boundsTheNumberOfFieldsAndLines(int fields, int folded, boolean read) throws Exception {
        var head = OK + "A: b\r\n".repeat(fields) + "\tc\r\n".repeat(folded) + "\r\n";

        assertThat(isRead(head), is(read));
        if (read) {
            assertThat(parse(head).getHeaders().length, is(fields));
        }
    }

    @ParameterizedTest(name = "{0} more: {1}")
    @CsvSource({"0, true", "1, false"})
    void boundsTheBytesOfAHead(int more, boolean read) throws Exception {
        int statusLine = OK.length() - 2;
        var large = ("A: " + "b".repeat(32 * KIB - 3) + "\r\n").repeat(7);
        var last = "A: " + "b".repeat(32 * KIB - 3 - statusLine + more) + "\r\n";

        assertThat(isRead(OK + large + last + "\r\n"), is(read));
    }

    @ParameterizedTest(name = "{0} bytes: {1}")
    @CsvSource({"65535, true", "65536, false"})
    void boundsTheBytesOfALine(int length, boolean read) throws Exception {
        var field = "A: " + "b".repeat(length - 3) + "\r\n";

        assertThat(isRead(OK + field + "B: c\r\n\r\n"), is(read));
    }

    private boolean isRead(String head) throws IOException, HttpException {
        try {
            return parse(head).getCode() == 200;
        } catch (ResponseTooLargeException _) {
            return false;
        }
    }

    private ClassicHttpResponse parse(String head) throws IOException, HttpException {
        var in = new ByteArrayInputStream(head.getBytes(StandardCharsets.ISO_8859_1));
        return parser.parse(new SessionInputBufferImpl(KIB), in);
    }
}
