package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may call the development server.
class DevAccessFilterTest {
    private final RunningDevServer server = new RunningDevServer(new FakeProvider());

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8081",
                "127.0.0.1.evil.example",
                "localhost.evil"
            })
    void aForeignHostNameIsRejected(String host) throws IOException {
        var response =
                raw("GET /connectors HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(response, startsWith("HTTP/1.1 403"));
        assertThat(response, containsString("\"code\":\"INVALID_ARGUMENT\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:8081", "[::1]:8081"})
    void aHostNameOfThisMachineIsAccepted(String host) throws IOException {
        var response =
                raw("GET /connectors HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(response, startsWith("HTTP/1.1 200"));
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://localhost:1",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void aRequestOfAnotherSiteIsRejected(String header, String value) {
        var response = server.request("POST", "/connectors", "{}", header, value);

        assertThat(response.status(), is(403));
        assertThat(
                response.httpResponse().headers().map().containsKey("access-control-allow-origin"),
                is(false));
    }

    @Test
    void aSameOriginRequestIsAccepted() {
        var own = "http://127.0.0.1:" + server.port();

        assertThat(server.request("GET", "/connectors", "", "Origin", own).status(), is(200));
        assertThat(
                server.request("GET", "/connectors", "", "Sec-Fetch-Site", "same-origin").status(),
                is(200));
    }

    @Test
    void theApiKeyIsRequiredIfConfigured() {
        try (var locked = new RunningDevServer(new FakeProvider(), "api-key=k3y")) {
            var header = "Spiff-Connector-Proxy-Api-Key";

            assertThat(locked.get("/providers").status(), is(401));
            assertThat(locked.request("GET", "/providers", "", header, "wrong").status(), is(401));
            assertThat(locked.request("GET", "/providers", "", header, "k3y").status(), is(200));
            assertThat(locked.get("/nowhere").status(), is(401));
            assertThat(locked.get("/").status(), is(200));
            assertThat(locked.get("/openapi").status(), is(200));
        }
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
