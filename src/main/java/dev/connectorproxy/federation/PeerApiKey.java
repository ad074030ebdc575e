package dev.connectorproxy.federation;

import dev.connectorproxy.settings.SecretText;
import dev.connectorproxy.settings.Section;
import java.util.Optional;

/// The API key that this proxy sends to a peer. Never logged.
record PeerApiKey(String value) {
    private static final int MAX_CHARACTERS = 1024;

    /// Reads `api-key`, `api-key-file` or `api-key-env`; empty when none is set.
    static Optional<PeerApiKey> create(Section peer) {
        return peer.secretOrVariable("api-key").map(secret -> checked(peer, secret));
    }

    @Override
    public String toString() {
        return "PeerApiKey[]";
    }

    private static PeerApiKey checked(Section peer, SecretText secret) {
        var value = secret.value();
        if (value.isEmpty()
                || value.length() > MAX_CHARACTERS
                || !value.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw peer.invalid(
                    secret.key(),
                    "must give a key of 1 to 1024 printable ASCII characters without spaces");
        }
        return new PeerApiKey(value);
    }
}
