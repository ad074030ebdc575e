package dev.connectorproxy.egress.target;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.DomainName;
import java.nio.charset.StandardCharsets;

/// Whether host names outside ASCII are converted to A-labels, before they are checked like any other
/// (`egress.international-hosts`), or left as they are, so that they are refused.
///
/// @param converted whether they are converted
public record InternationalHosts(boolean converted) {
    public static final InternationalHosts REFUSED = new InternationalHosts(false);

    /// The form of a host to be checked.
    ///
    /// @throws ConnectorException `InvalidURL`: it has no clear conversion
    String toAscii(String host) {
        if (!converted || Ascii.allMatch(host, 0, Ascii::isAscii)) {
            return host;
        }
        try {
            return DomainName.toAscii(host);
        } catch (IllegalArgumentException e) {
            throw new ConnectorException(
                    ErrorCode.INVALID_URL,
                    "the host cannot be converted to ASCII: %s; write it in its A-label form (xn--...)"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    /// The same for the host of a `Location`: UTF-8, one character for each byte.
    String ofLocation(String host) {
        return toAscii(
                converted
                        ? new String(
                                host.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                        : host);
    }
}
