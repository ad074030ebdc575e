package dev.connectorproxy.egress.target;

import java.net.IDN;

/// Converts host names back to A-labels (`xn--`, RFC 5890). HttpClient's [org.apache.hc.core5.net.Host] converts them
/// to Unicode with [IDN] and passes this form to the resolver and to TLS; it converts only names that survive the round
/// trip. This is the inverse, so it uses IDN, too; names that callers write go through [InternationalHosts].
public final class Idna {
    private Idna() {}

    public static String toAscii(String host) {
        for (var i = 0; i < host.length(); i++) {
            if (host.charAt(i) > 0x7F) {
                return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
            }
        }
        return host;
    }
}
