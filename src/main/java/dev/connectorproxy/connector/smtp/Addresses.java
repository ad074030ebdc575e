package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Parses the e-mail addresses in arguments: a comma-separated list of `user@example.com` or `Name <user@example.com>`
/// (RFC 5322, section 3.4).
final class Addresses {
    private Addresses() {}

    /// Parses all addresses; the list is empty when the argument is missing or blank.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static List<InternetAddress> all(Arguments arguments, String id) {
        var text = HeaderText.field(id, arguments.string(id).orElse("")).strip();
        if (text.isEmpty()) {
            return List.of();
        }
        try {
            var addresses = new ArrayList<InternetAddress>();
            for (var address : InternetAddress.parse(text, true)) {
                addresses.add(checked(id, address));
            }
            return addresses;
        } catch (AddressException | UnsupportedEncodingException e) {
            throw HeaderText.invalid(
                    id,
                    "holds something that is not an address; write user@example.com or Name <user@example.com>, with commas between");
        }
    }

    /// Parses a list of at least one address.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static List<InternetAddress> some(Arguments arguments, String id) {
        var addresses = all(arguments, id);
        if (addresses.isEmpty()) {
            throw HeaderText.invalid(id, "holds no address");
        }
        return addresses;
    }

    /// Parses exactly one address.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static InternetAddress one(Arguments arguments, String id) {
        var addresses = some(arguments, id);
        if (addresses.size() > 1) {
            throw HeaderText.invalid(id, "must hold one address");
        }
        return addresses.getFirst();
    }

    private static InternetAddress checked(String id, InternetAddress address)
            throws AddressException, UnsupportedEncodingException {
        if (address.isGroup()) {
            throw HeaderText.invalid(id, "holds a group; list its addresses instead");
        }
        address.validate();
        if (address.getAddress().chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>')) {
            throw HeaderText.invalid(id, "holds an address with a blank or an angle bracket");
        }
        // decode and re-encode: a name may hold unencoded characters, or encoded line breaks
        var name = Optional.ofNullable(address.getPersonal()).orElse("");
        return new InternetAddress(
                address.getAddress(), name.isEmpty() ? null : HeaderText.field(id, name), "UTF-8");
    }
}
