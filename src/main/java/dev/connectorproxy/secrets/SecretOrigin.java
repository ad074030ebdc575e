package dev.connectorproxy.secrets;

import dev.connectorproxy.toolkit.HttpOrigin;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a secret may be sent, in one spelling: `scheme://host:port` for HTTP, as the egress writes it, and `host:port` for
/// every other protocol.
///
/// @param scheme `http`, `https`, or empty for another protocol
/// @param host in lower case, without root dot or brackets; an IPv6 address in its canonical form
public record SecretOrigin(String scheme, String host, int port) {
    private static final Pattern SYNTAX =
            Pattern.compile(
                    "(?:(https?)://)?(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?/?",
                    Pattern.CASE_INSENSITIVE);
    private static final int MAX_PORT = 65_535;

    /// Parses an origin; empty when it is none. Only HTTP has default ports.
    public static Optional<SecretOrigin> parse(String text) {
        var matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var scheme = Optional.ofNullable(matcher.group(1)).orElse("").toLowerCase(Locale.ROOT);
        int port =
                Optional.ofNullable(matcher.group(3))
                        .map(Integer::parseInt)
                        .orElseGet(() -> HttpOrigin.defaultPort(scheme));
        return port < 1 || port > MAX_PORT
                ? Optional.empty()
                : Optional.of(new SecretOrigin(scheme, canonical(matcher.group(2)), port));
    }

    public static SecretOrigin ofSocket(String host, int port) {
        return new SecretOrigin("", canonical(host), port);
    }

    /// Whether what may be sent here may be sent to the other origin: the same one, or the step from this one to TLS.
    public boolean includes(SecretOrigin other) {
        return equals(other) || toHttpOrigin().upgradesTo(other.toHttpOrigin());
    }

    private HttpOrigin toHttpOrigin() {
        return new HttpOrigin(scheme, host, port);
    }

    /// The origin as the settings have it.
    @Override
    public String toString() {
        var name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return (scheme.isEmpty() ? "" : scheme + "://") + name + ":" + port;
    }

    private static String canonical(String host) {
        var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (bare.indexOf(':') >= 0) {
            try {
                return InetAddress.ofLiteral(bare).getHostAddress();
            } catch (IllegalArgumentException _) {
                return bare; // the egress refuses it
            }
        }
        var name = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
        return name.toLowerCase(Locale.ROOT);
    }
}
