package dev.connectorproxy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Requests put together from parts that parsers disagree about, some of them damaged afterwards.
final class RawRequests {
    private static final String[] METHODS = {
        "GET",
        "POST",
        "OPTIONS",
        "HEAD",
        "PUT",
        "DELETE",
        "PATCH",
        "TRACE",
        "CONNECT",
        "PRI",
        "get",
        "G T",
        "",
        "X".repeat(300),
        "G\u0000T",
        "GET\t",
        "POST"
    };
    private static final String[] TARGETS = {
        "/",
        "/v1/commands",
        "/v1/do/example/Example",
        "/connectors",
        "/providers",
        "/observe/health",
        "a:b//c",
        "a:b",
        "a:",
        ":",
        "a:/b",
        "a:?x",
        "http://h/@me",
        "http:///v1",
        "http://[::1/",
        "http://h:99999/",
        "http://h",
        "HTTP://h/v1/commands",
        "ftp://h/",
        "x://y//z",
        "//h/v1",
        "//",
        "///",
        "*",
        "?",
        "?a",
        "#",
        "/a#b",
        "h:80",
        "[::1]:1",
        "[",
        "@",
        "/%",
        "/%zz",
        "/%00",
        "/%2",
        "/..",
        "/../..",
        "/%2e%2e/v1",
        "/v1//commands",
        "/v1/commands;a=b",
        "/;",
        "/[",
        "/\\",
        "/{|}",
        "/v1/do/%2F/x",
        "/v1/do//",
        "/%c0%ae",
        "/%ff",
        "/v1/commands?%",
        "/v1/commands?a=%zz&[]",
        "mailto:x",
        "/v1/commands",
        "/v1/do/example/Example",
        "/" + "a".repeat(9_000),
        "/?" + "b".repeat(5_000),
        "é"
    };
    private static final String[] VERSIONS = {
        "HTTP/1.1",
        "HTTP/1.1",
        "HTTP/1.1",
        "HTTP/1.1",
        "HTTP/1.0",
        "HTTP/2.0",
        "HTTP/1.9",
        "HTTP/",
        "http/1.1",
        "",
        "HTTP/1.1 x"
    };
    private static final String[] HEADERS = {
        "Host: h",
        "Host: a, b",
        "Host:",
        "Host : h",
        "Host: [",
        "Host: h:x",
        "Content-Length: 5",
        "Content-Length: 0",
        "Content-Length: -1",
        "Content-Length: 99999999999999999999",
        "Content-Length: 5, 5",
        "Content-Length: 3",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding:\u000bchunked",
        "Connection: close",
        "Connection: keep-alive, upgrade",
        "Upgrade: h2c",
        "HTTP2-Settings: AAMAAABkAAQAAP__",
        "Upgrade: websocket",
        "Sec-WebSocket-Key: x",
        "Content-Type: application/json",
        "Content-Type: ;",
        "Content-Type: a/b; charset=\"",
        "Content-Type: *",
        "Accept: ,;q=",
        "Accept: text/html;q=x",
        "Accept-Encoding: ;;",
        "Cookie: =;=",
        "Cookie: a",
        "Range: bytes=9-1",
        "Expect: 100-continue",
        "Expect: x",
        "Origin: null",
        "Origin: ://",
        "Sec-Fetch-Site: x",
        "traceparent: 00-x",
        "Forwarded: for=",
        "X-Forwarded-For: ,",
        "Authorization: Basic ===",
        "Spiff-Connector-Proxy-Api-Key: \u00ff",
        "X-Request-Id: \u0001",
        ": x",
        " folded",
        "\tfolded",
        "a",
        "\u00e9: x",
        "X: \u0000",
        "If-Modified-Since: x",
        "If-None-Match: \"",
        "X: " + "y".repeat(20_000),
        "Proxy-Connection: x",
        "TE: trailers, x",
        "Trailer: Host"
    };
    private static final String[] BODIES = {
        "",
        "",
        "hello",
        "{\"message\":\"hi\"}",
        "5\r\nhello\r\n0\r\n\r\n",
        "5\r\nhello0\r\n\r\n",
        "FFFFFFFFFFFFFFFFF\r\n",
        "-1\r\n",
        "0\r\nHost: x\r\n\r\n",
        "5;a=\"\r\nhello\r\n0\r\n\r\n",
        "[".repeat(20_000),
        "{\"message\":",
        "\u0000\u00ff",
        "GET / HTTP/1.1\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
    };
    private static final String[] ENDS = {
        "\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "\r\r\n"
    };

    private final Random random;

    RawRequests(Random random) {
        this.random = random;
    }

    byte[] next() {
        var request = new StringBuilder();
        var end = pick(ENDS);
        request.append(pick(METHODS)).append(' ').append(pick(TARGETS)).append(' ');
        request.append(pick(VERSIONS)).append(end);
        if (random.nextInt(4) > 0) {
            request.append("Host: localhost").append(end);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            request.append(pick(HEADERS)).append(end);
        }
        request.append(end).append(pick(BODIES));
        byte[] bytes = request.toString().getBytes(StandardCharsets.ISO_8859_1);
        return random.nextInt(3) == 0 ? damaged(bytes) : bytes;
    }

    /// Changes, repeats or drops some of the bytes.
    private byte[] damaged(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        int at = random.nextInt(bytes.length);
        int length = Math.min(1 + random.nextInt(8), bytes.length - at);
        out.write(bytes, 0, at);
        switch (random.nextInt(4)) {
            case 0 -> {
                out.write(random.nextInt(256));
                out.write(bytes, at + 1, bytes.length - at - 1);
            }
            case 1 -> out.write(bytes, at + length, bytes.length - at - length);
            case 2 -> {
                out.write(bytes, at, length);
                out.write(bytes, at, bytes.length - at);
            }
            default -> {
                // cut off here
            }
        }
        return out.toByteArray();
    }

    private String pick(String[] parts) {
        return parts[random.nextInt(parts.length)];
    }
}
