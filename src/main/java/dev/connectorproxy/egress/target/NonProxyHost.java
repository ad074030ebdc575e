package dev.connectorproxy.egress.target;

import java.util.Locale;
import java.util.Optional;

/// An entry of `egress.no-proxy` or `NO_PROXY`, as Go and requests read it: `*`, `example.com` (with its subdomains),
/// `.example.com` or `*.example.com` (its subdomains), `10.1.*`, an address, a CIDR block; all but the last with a port
/// or without. A CIDR block covers hosts that are addresses; names are not resolved for it.
///
/// @param block for a CIDR block or an IPv6 address
/// @param pattern in lower case, without the port
/// @param port 0 for every port
public record NonProxyHost(Optional<Cidr> block, String pattern, int port) {
    private static final int EVERY_PORT = 0;
    private static final int MAX_PORT = 65_535;

    /// @throws IllegalArgumentException the entry is malformed
    public static NonProxyHost parse(String entry) {
        if (entry.indexOf('/') >= 0) {
            return new NonProxyHost(Optional.of(Cidr.parseNetwork(entry)), entry, EVERY_PORT);
        }
        int colon = entry.lastIndexOf(':');
        boolean bracketed = entry.startsWith("[");
        boolean hasPort =
                bracketed ? colon > entry.indexOf(']') : colon >= 0 && colon == entry.indexOf(':');
        var host = (hasPort ? entry.substring(0, colon) : entry).toLowerCase(Locale.ROOT);
        if (bracketed) {
            if (!host.endsWith("]")) {
                throw new IllegalArgumentException("an opening bracket only");
            }
            host = host.substring(1, host.length() - 1);
        }
        int port =
                hasPort
                        ? Ascii.parseNumber(entry.substring(colon + 1), 1, MAX_PORT)
                                .orElseThrow(() -> new IllegalArgumentException("not a port"))
                        : EVERY_PORT;
        var block = host.indexOf(':') < 0 ? Optional.<Cidr>empty() : Optional.of(Cidr.parse(host));
        return new NonProxyHost(block, host, port);
    }

    public boolean matches(TargetUrl target) {
        if (port != EVERY_PORT && port != target.port()) {
            return false;
        }
        return block.map(range -> covers(range, target.host()))
                .orElseGet(() -> matches(target.host()));
    }

    private static boolean covers(Cidr range, String host) {
        return TargetHost.parseUnbracketed(host)
                .address()
                .filter(address -> range.contains(Cidr.toBytes(address)))
                .isPresent();
    }

    private boolean matches(String host) {
        if (pattern.equals("*") || pattern.equals(host)) {
            return true;
        }
        if (pattern.endsWith("*")) {
            return host.startsWith(pattern.substring(0, pattern.length() - 1));
        }
        var suffix = pattern.startsWith("*") ? pattern.substring(1) : pattern;
        return host.endsWith(suffix.startsWith(".") ? suffix : "." + suffix);
    }
}
