package dev.connectorproxy.egress;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/// An HTTP proxy, reached without TLS. The operator chose it, so the guard does not judge its address.
///
/// @param authorization value of the `Proxy-Authorization` header
record ProxyServer(String host, int port, Optional<String> authorization) {
    private static final int DEFAULT_PORT = 80;

    ProxyServer {
        Objects.requireNonNull(authorization, "authorization");
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a proxy");
        }
    }

    /// From `http://user:password@host:port`, of which all but the host may be missing.
    ///
    /// @throws IllegalArgumentException that does not repeat the text, for it may hold a password
    static ProxyServer parse(String text) {
        try {
            var uri = new URI(text.contains("://") ? text : "http://" + text);
            if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
                throw new IllegalArgumentException("not a proxy");
            }
            var host = uri.getHost().replace("[", "").replace("]", "");
            int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
            return new ProxyServer(
                    host, port, Optional.ofNullable(uri.getRawUserInfo()).map(ProxyServer::basic));
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException("not a proxy");
        }
    }

    /// Without what authorizes us.
    @Override
    public String toString() {
        return host + ":" + port;
    }

    private static String basic(String userInfo) {
        // a plus stands for itself there
        var plain = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
        return "Basic "
                + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
