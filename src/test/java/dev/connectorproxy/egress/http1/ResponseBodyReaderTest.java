package dev.connectorproxy.egress.http1;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bodies that no usual server sends.
class ResponseBodyReaderTest {
    private static final int UNKNOWN = -1;
    private static final int MAX_BYTES = 100_000;

    private final AtomicLong reserved = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final ResponseBodyReader reader =
            new ResponseBodyReader(MAX_BYTES, received::addAndGet, reserved::addAndGet);

    @Test
    void decodesUpToFiveCodings() throws IOException {
        byte[] five = gzip(gzip(gzip(gzip(gzip(new byte[] {1, 2, 3})))));

        var body = reader.read(response("gzip, x-gzip, gzip, identity, gzip, gzip", five, UNKNOWN));
        var more = response("gzip, gzip, gzip, gzip, gzip, gzip", gzip(five), UNKNOWN);

        assertThat(body, is(new byte[] {1, 2, 3}));
        assertThrows(IOException.class, () -> reader.read(more));
    }

    /// Blocks that are stored uncompressed: the first byte of the one, and the second of the other, is zero.
    @ParameterizedTest(name = "{0}")
    @CsvSource({"000200fdff6162010000ffff, ab", "010001fffe, ''"})
    void decodesBareDeflateThatBeginsWithAZeroByte(String hex, String text) throws IOException {
        byte[] deflated = HexFormat.of().parseHex(hex);
        byte[] body = text.isEmpty() ? new byte[256] : text.getBytes();
        byte[] whole = Arrays.copyOf(deflated, deflated.length + (text.isEmpty() ? 256 : 0));

        assertThat(reader.read(response("deflate", whole, UNKNOWN)), is(body));
    }

    @Test
    void refusesABodyThatNeedsADictionary() {
        var deflater = new Deflater();
        deflater.setDictionary(new byte[] {1, 2, 3});
        deflater.setInput(new byte[] {1, 2, 3});
        deflater.finish();
        byte[] deflated = new byte[99];
        int length = deflater.deflate(deflated);
        deflater.end();
        var response = response("deflate", Arrays.copyOf(deflated, length), UNKNOWN);

        assertThrows(ZipException.class, () -> reader.read(response));
    }

    @Test
    void takesAnEmptyBodyForAnEmptyOneInAnyCoding() throws IOException {
        assertThat(reader.read(response("gzip", new byte[0], UNKNOWN)), is(new byte[0]));
    }

    @ParameterizedTest(name = "{0} bytes, announced as {1}: {2}")
    @CsvSource({
        "100, 100, 100",
        "20000, 20000, 20000",
        "100, -1, 8192",
        "8192, -1, 8192",
        "8193, -1, 16384",
        "20000, -1, 32768",
        "100000, -1, 100000",
    })
    void reservesMemoryForTheArrayThatItFills(int length, int announced, long memory)
            throws IOException {
        byte[] sent = new byte[length];
        Arrays.fill(sent, (byte) 7);

        var body = reader.read(response("identity", sent, announced));

        assertThat(body, is(sent));
        assertThat(reserved.get(), is(memory));
        assertThat(received.get(), is((long) length));
    }

    @ParameterizedTest
    @CsvSource({"100001, 100001", "100001, -1"})
    void refusesABodyAboveTheLimit(int length, int announced) {
        var response = response("identity", new byte[length], announced);

        assertThrows(ResponseTooLargeException.class, () -> reader.read(response));
    }

    @Test
    void readsNothingWhereThereIsNoBody() throws IOException {
        assertThat(reader.read(new BasicClassicHttpResponse(204)), is(new byte[0]));
        assertThat(reserved.get(), is(0L));
    }

    private static ClassicHttpResponse response(String coding, byte[] body, int announced) {
        var response = new BasicClassicHttpResponse(200);
        response.addHeader("Content-Encoding", coding);
        response.setEntity(new InputStreamEntity(new ByteArrayInputStream(body), announced, null));
        return response;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
