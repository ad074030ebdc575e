package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.toolkit.DomainName;

/// Converts the domains of e-mail addresses to A-labels (`xn--`, RFC 5890), which every server knows.
final class MailDomain {
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
        return address.substring(0, at + 1) + DomainName.toAscii(domain);
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
