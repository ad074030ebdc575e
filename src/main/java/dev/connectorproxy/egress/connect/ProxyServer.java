package dev.connectorproxy.egress.connect;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/// An HTTP proxy, connected to without TLS. The operator configured it, so the policy does not check its address.
///
/// @param authorization the value of the `Proxy-Authorization` field
public record ProxyServer(String host, int port, Optional<String> authorization) {
    private static final int DEFAULT_PORT = 80;

    public ProxyServer {
        Objects.requireNonNull(authorization, "authorization");
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a proxy");
        }
    }

    /// Parses `http://user:password@host:port`; only the host is required.
    ///
    /// @throws IllegalArgumentException that does not repeat the text, which may hold a password
    static ProxyServer parse(String text) {
        try {
            var uri = new URI(text.contains("://") ? text : "http://" + text);
            if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
                throw new IllegalArgumentException("not a proxy");
            }
            var host = uri.getHost().replace("[", "").replace("]", "");
            int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
            return new ProxyServer(
                    host,
                    port,
                    Optional.ofNullable(uri.getRawUserInfo()).map(ProxyServer::basicCredentials));
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException("not a proxy");
        }
    }

    /// Without the credentials.
    @Override
    public String toString() {
        return host + ":" + port;
    }

    private static String basicCredentials(String userInfo) {
        // URLDecoder would decode a plus as a space
        var plain = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
        return "Basic "
                + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
