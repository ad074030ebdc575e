package dev.connectorproxy.egress.connect;

import dev.connectorproxy.toolkit.HttpOrigin;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// An HTTP proxy, connected to without TLS. The operator configured it, so the policy does not check its address.
///
/// @param authorization the value of the `Proxy-Authorization` field
public record ProxyServer(String host, int port, Optional<String> authorization) {
    private static final Pattern URL =
            Pattern.compile("(?:http://)?(?:([^/?#@]*)@)?([^/?#@]+/?)", Pattern.CASE_INSENSITIVE);

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
        var match = URL.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("not a proxy");
        }
        var origin =
                HttpOrigin.ofUrl("http://" + match.group(2))
                        .orElseThrow(() -> new IllegalArgumentException("not a proxy"));
        return new ProxyServer(
                origin.host().replaceAll("[\\[\\]]", ""),
                origin.port(),
                Optional.ofNullable(match.group(1)).map(ProxyServer::basicCredentials));
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
