package dev.connectorproxy.signin;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// A request with an arbitrary `Host`, which client libraries do not allow.
final class RawRequest {
    private RawRequest() {}

    /// Sends a GET request.
    ///
    /// @return the whole response
    static String get(URI server, URI target, String host) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            var text =
                    "GET %s?%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(target.getRawPath(), target.getRawQuery(), host);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(20_000);
            var response = new StringBuilder();
            byte[] buffer = new byte[4096];
            for (int n;
                    !response.toString().endsWith("</html>\n")
                            && (n = socket.getInputStream().read(buffer)) > 0; ) {
                response.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            }
            return response.toString();
        }
    }
}
