package dev.connectorproxy.connection;

import java.time.Instant;
import java.util.Optional;

/// An access token of OAuth 2. `toString` does not contain it.
///
/// @param refreshToken a new refresh token that came with it
record AccessToken(String value, Instant expiry, Optional<String> refreshToken) {
    @Override
    public String toString() {
        return "AccessToken[until " + expiry + "]";
    }
}
