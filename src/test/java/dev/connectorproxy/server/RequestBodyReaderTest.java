package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyReaderTest {
    private static final TestListener SERVED = TestListener.withLongTimeouts();

    @AfterAll
    static void stop() {
        SERVED.close();
    }

    private static String withLength(String path, String body) {
        return "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, body.length(), body);
    }

    private static String chunked(String path, String body) {
        var size = body.isEmpty() ? "" : "%x\r\n%s\r\n".formatted(body.length(), body);
        return "POST %s HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n%s0\r\n\r\n"
                .formatted(path, size);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 16385, 65_535, 65_536})
    void readsBodiesOfEverySizeUpToTheLimitOnOneConnection(int length) throws IOException {
        var body = "x".repeat(length);
        try (var client = SERVED.client()) {
            client.send(withLength("/v1/echo", body));
            assertThat(client.readResponse().body(), is(body));

            client.send(chunked("/v1/echo", body));
            assertThat(client.readResponse().body(), is(body));

            client.send(withLength("/v1/echo", body));
            assertThat(client.readResponse().body(), is(body));
        }
    }

    @Test
    void readsNothingWhereThereIsNoBody() throws IOException {
        try (var client = SERVED.client()) {
            var response = client.send("POST /v1/echo HTTP/1.1\r\nHost: x\r\n\r\n").readResponse();

            assertThat(response.status(), is(200));
            assertThat(response.body(), is(""));
        }
    }

    @Test
    void takesExactlyTheLimit() throws IOException {
        try (var client = SERVED.client()) {
            client.send(withLength("/v1/small", "0123456789"));
            assertThat(client.readResponse().body(), is("0123456789"));

            client.send(chunked("/v1/small", "0123456789"));
            assertThat(client.readResponse().body(), is("0123456789"));
        }
    }

    @Test
    void refusesOneByteMoreOfEitherFraming() throws IOException {
        for (var request :
                new String[] {
                    withLength("/v1/small", "01234567890"), chunked("/v1/small", "01234567890")
                }) {
            try (var client = SERVED.client()) {
                var response = client.send(request).readResponse();

                assertThat(response.status(), is(413));
                assertThat(response.header("content-type"), is("application/json"));
                assertThat(response.header("connection"), is("close"));
                assertThat(response.body(), containsString("RequestTooLarge"));
            }
        }
    }
}
