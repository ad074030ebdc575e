package dev.connectorproxy.signin;

import dev.connectorproxy.settings.SecretText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// An OAuth 2 provider from the settings.
///
/// @param id `connector/auth`, as in the paths and in `/v1/auths`
/// @param scopes the scopes to request, in order; if empty, the provider uses its default
/// @param extraParameters added to the authorization request
record OAuthProvider(
        String id,
        Location location,
        Client client,
        List<String> scopes,
        Map<String, String> extraParameters) {
    OAuthProvider {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(client, "client");
        scopes = List.copyOf(scopes);
        extraParameters = Collections.unmodifiableMap(new LinkedHashMap<>(extraParameters));
    }

    /// Where its endpoints are defined.
    sealed interface Location {

        /// In the metadata that the provider publishes.
        record Issuer(String issuer) implements Location {
            public Issuer {
                Objects.requireNonNull(issuer, "issuer");
            }
        }

        /// In the settings.
        ///
        /// @param issuer the required value of `iss` in authorization responses; if absent, it is not checked
        record Endpoints(WebUrl authorization, WebUrl token, Optional<String> issuer)
                implements Location {
            public Endpoints {
                Objects.requireNonNull(authorization, "authorization");
                Objects.requireNonNull(token, "token");
                Objects.requireNonNull(issuer, "issuer");
            }
        }
    }

    /// The proxy as a client of the provider (RFC 6749, section 2.3).
    ///
    /// @param id the client id
    /// @param secret absent for a public client
    /// @param authentication how the secret is sent; if absent, as the provider's metadata say
    record Client(
            String id, Optional<SecretText> secret, Optional<ClientAuthentication> authentication) {
        Client {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(secret, "secret");
            Objects.requireNonNull(authentication, "authentication");
        }
    }
}
