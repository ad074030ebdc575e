package dev.connectorproxy.egress.http1;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedBodyStreamTest {
    private static final int MAX_LINE_BYTES = 64 << 10;

    @Test
    void readsByteByByteAndInPiecesToTheEnd() throws IOException {
        var stream = stream("2\r\na\u00ff\r\n5 ;x=y\r\nhello\r\n0\r\n\r\n");
        var piece = new byte[9];

        assertThat(stream.read(), is((int) 'a'));
        assertThat(stream.available(), is(1));
        assertThat(stream.read(), is(0xFF));
        assertThat(stream.readNBytes(piece, 1, 5), is(5));
        assertThat(new String(piece, 1, 5, StandardCharsets.US_ASCII), is("hello"));
        assertThat(stream.available(), is(0));
        assertThat(stream.read(piece, 0, 9), is(-1));
        assertThat(stream.read(), is(-1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1\na\n0\n\n",
                "1\t;\r\na\r\n0\t \r\n\r\n",
                "000000000000001\r\na\r\n0\r\nA: b\r\n\r\n",
                "1\r\na\r\n0;last\r\nA: b\nC: d\n\n",
            })
    void readsWhatIsWellFormed(String body) throws IOException {
        assertThat(new String(stream(body).readAllBytes(), StandardCharsets.US_ASCII), is("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000001\r\na\r\n0\r\n\r\n",
                "\r\na\r\n0\r\n\r\n",
                ";x\r\na\r\n0\r\n\r\n",
                "1x\r\na\r\n0\r\n\r\n",
                "1\0\r\na\r\n0\r\n\r\n",
                "1\ra\r\n0\r\n\r\n",
                "1\r\nab\r\n0\r\n\r\n",
                "\u0661\r\na\r\n0\r\n\r\n",
            })
    void refusesWhatIsMalformed(String body) {
        assertThrows(MalformedChunkCodingException.class, () -> stream(body).readAllBytes());
    }

    @Test
    void readsASizeOfSeveralDigits() throws IOException {
        var body = "x".repeat(0x1A2);

        assertThat(stream("1a2\r\n" + body + "\r\n0\r\n\r\n").readAllBytes().length, is(0x1A2));
    }

    @Test
    void boundsAnExtension() throws IOException {
        var most = "1;" + "x".repeat(MAX_LINE_BYTES + 1);
        var rest = "\r\na\r\n0\r\n\r\n";

        assertThat(stream(most + rest).readAllBytes().length, is(1));
        assertThrows(
                ResponseTooLargeException.class, () -> stream(most + "x" + rest).readAllBytes());
    }

    @Test
    void boundsTheTrailers() throws IOException {
        var most = "A: " + "x".repeat(MAX_LINE_BYTES - 6) + "\r\n";

        assertThat(stream("0\r\n" + most + "\r\n").readAllBytes().length, is(0));
        assertThrows(
                ResponseTooLargeException.class,
                () -> stream("0\r\nA" + most + "\r\n").readAllBytes());
    }

    private static ChunkedBodyStream stream(String body) {
        return new ChunkedBodyStream(
                new SessionInputBufferImpl(16),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
