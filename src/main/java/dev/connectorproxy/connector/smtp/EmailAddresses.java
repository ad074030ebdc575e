package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Parses the e-mail addresses in arguments: a list, or a text with commas or semicolons between, of
/// `user@example.com` or `Name <user@example.com>` (RFC 5322, section 3.4).
final class EmailAddresses {
    /// The maximum number of addresses in a list, and of recipients of an e-mail, which is also Postfix's limit.
    static final int MAX_ADDRESSES = 1_000;

    private static final int MAX_ADDRESS_LENGTH = 320; // RFC 5321, section 4.5.3.1: 64 + 1 + 255

    private static final int MAX_LIST_LENGTH = 100 * MAX_ADDRESSES; // in characters

    private EmailAddresses() {}

    /// Parses all addresses; the list is empty when the argument is missing or blank.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static List<InternetAddress> parseAll(Arguments arguments, String id) {
        var given = String.join(",", arguments.strings(id));
        var text = MailText.checkLine(id, MailText.checkLength(id, given, MAX_LIST_LENGTH));
        try {
            var addresses = new ArrayList<InternetAddress>();
            for (var address : parse(text)) {
                if (addresses.size() == MAX_ADDRESSES) {
                    throw MailText.invalid(id, "holds more than " + MAX_ADDRESSES + " addresses");
                }
                addresses.add(normalize(id, address));
            }
            return addresses;
        } catch (AddressException | UnsupportedEncodingException e) {
            throw MailText.invalid(
                    id,
                    "holds something that is not an address; write user@example.com or Name <user@example.com>, with commas between");
        }
    }

    private static InternetAddress[] parse(String text) throws AddressException {
        return InternetAddress.parse(String.join(", ", AddressList.split(text)), true);
    }

    /// Parses a list of at least one address.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static List<InternetAddress> parseAtLeastOne(Arguments arguments, String id) {
        var addresses = parseAll(arguments, id);
        if (addresses.isEmpty()) {
            throw MailText.invalid(id, "holds no address");
        }
        return addresses;
    }

    /// Parses exactly one address.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static InternetAddress parseOne(Arguments arguments, String id) {
        var addresses = parseAtLeastOne(arguments, id);
        if (addresses.size() > 1) {
            throw MailText.invalid(id, "must hold one address");
        }
        return addresses.getFirst();
    }

    private static InternetAddress normalize(String id, InternetAddress address)
            throws AddressException, UnsupportedEncodingException {
        if (address.isGroup()) {
            throw MailText.invalid(id, "holds a group; list its addresses instead");
        }
        MailText.checkHeader(id, address.getAddress());
        address.setAddress(toAscii(id, address.getAddress()));
        if (address.getAddress().length() > MAX_ADDRESS_LENGTH) {
            throw MailText.invalid(
                    id,
                    "holds an address of more than %d characters".formatted(MAX_ADDRESS_LENGTH));
        }
        address.validate();
        if (address.getAddress().chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>')) {
            throw MailText.invalid(id, "holds an address with a blank or an angle bracket");
        }
        // decode and re-encode: a name may hold unencoded characters, or encoded line breaks
        var name = Optional.ofNullable(address.getPersonal()).orElse("");
        return new InternetAddress(
                address.getAddress(),
                name.isEmpty() ? null : HeaderText.toPhrase(MailText.checkHeader(id, name)),
                "UTF-8");
    }

    private static String toAscii(String id, String address) {
        try {
            return MailDomain.toAscii(address);
        } catch (IllegalArgumentException _) {
            throw MailText.invalid(
                    id, "holds a domain that has no clear ASCII form; write it as xn--…");
        }
    }
}
