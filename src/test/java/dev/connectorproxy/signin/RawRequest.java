package dev.connectorproxy.signin;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// A request with a `Host` of one's choice, which no client library sends.
final class RawRequest {
    private RawRequest() {}

    /// The whole answer.
    static String get(URI server, URI target, String host) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            var text =
                    "GET %s?%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(target.getRawPath(), target.getRawQuery(), host);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(20_000);
            var answer = new StringBuilder();
            byte[] buffer = new byte[4096];
            for (int n;
                    !answer.toString().endsWith("</html>\n")
                            && (n = socket.getInputStream().read(buffer)) > 0; ) {
                answer.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            }
            return answer.toString();
        }
    }
}
