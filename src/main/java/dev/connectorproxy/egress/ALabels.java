package dev.connectorproxy.egress;

import java.net.IDN;

/// Undoes what HttpClient's `Host` does to a name that begins with `xn--`: it keeps it in Unicode, and hands it so to the
/// resolver and to TLS. Only names that come out the same are converted there, so this gives back what was asked for.
final class ALabels {
    private ALabels() {}

    /// The name in ASCII.
    static String of(String host) {
        for (var i = 0; i < host.length(); i++) {
            if (host.charAt(i) > 0x7F) {
                return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
            }
        }
        return host;
    }
}
