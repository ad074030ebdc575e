package dev.connectorproxy.signin;

import java.util.Objects;
import java.util.Optional;

/// The endpoints of a provider, and who it says it is.
///
/// @param issuer what its `iss` must be, if known
/// @param issuerSent whether it promises to send `iss` in every answer (RFC 9207, section 3)
record Metadata(WebUrl authorization, WebUrl token, Optional<String> issuer, boolean issuerSent) {
    Metadata {
        Objects.requireNonNull(authorization, "authorization");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(issuer, "issuer");
    }
}
