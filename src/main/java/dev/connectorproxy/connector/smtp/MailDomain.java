package dev.connectorproxy.connector.smtp;

import java.net.IDN;
import java.util.Locale;

/// Converts the domains of e-mail addresses to A-labels (`xn--`, RFC 5890), which every server knows.
final class MailDomain {
    private static final String DEVIATIONS = "ßς\u200C\u200D";

    private MailDomain() {}

    /// The address with an ASCII domain, if its local part is ASCII; otherwise the address as it is, which needs
    /// SMTPUTF8 anyway.
    ///
    /// @throws IllegalArgumentException the domain cannot be converted
    static String toAscii(String address) {
        int at = address.lastIndexOf('@');
        var domain = address.substring(at + 1);
        if (at < 0 || isAscii(domain) || !isAscii(address.substring(0, at))) {
            return address;
        }
        // the JDK follows IDNA 2003, where these name another domain than in IDNA 2008
        if (domain.toLowerCase(Locale.ROOT).chars().anyMatch(c -> DEVIATIONS.indexOf(c) >= 0)) {
            throw new IllegalArgumentException("ambiguous");
        }
        return address.substring(0, at + 1) + IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
