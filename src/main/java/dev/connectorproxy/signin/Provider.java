package dev.connectorproxy.signin;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// An OAuth 2 provider as the settings describe it.
///
/// @param id `connector/auth`, as in the paths and in `/v1/auths`
/// @param scopes asked for, in order; none: the provider's own default
/// @param extra parameters added to the authorisation request
record Provider(
        String id,
        Location location,
        Client client,
        List<String> scopes,
        Map<String, String> extra) {
    Provider {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(client, "client");
        scopes = List.copyOf(scopes);
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /// Where its endpoints are.
    sealed interface Location {

        /// In the metadata that it publishes.
        record Issuer(String issuer) implements Location {
            public Issuer {
                Objects.requireNonNull(issuer, "issuer");
            }
        }

        /// In the settings.
        ///
        /// @param issuer what it calls itself in `iss`, if that is to be checked
        record Endpoints(WebUrl authorization, WebUrl token, Optional<String> issuer)
                implements Location {
            public Endpoints {
                Objects.requireNonNull(authorization, "authorization");
                Objects.requireNonNull(token, "token");
                Objects.requireNonNull(issuer, "issuer");
            }
        }
    }

    /// Who the proxy is to it.
    ///
    /// @param secret absent for a public client
    /// @param inForm whether the secret goes into the form (`post`) and not into a header (`basic`)
    record Client(String id, Optional<Secret> secret, boolean inForm) {
        Client {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(secret, "secret");
        }
    }
}
