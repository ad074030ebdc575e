package dev.connectorproxy.openapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How requests are authorized. Immutable.
public sealed interface SecurityScheme {

    /// A key in a header, the query or a cookie.
    ///
    /// @param name of the header, query parameter or cookie
    record ApiKey(OperationParameter.Location in, String name) implements SecurityScheme {}

    /// An HTTP authentication scheme.
    ///
    /// @param scheme in lower case: `basic`, `bearer`, `digest` …
    record Http(String scheme) implements SecurityScheme {}

    /// OAuth 2.0.
    ///
    /// @param flows by name: `clientCredentials`, `authorizationCode`, `password`, `implicit`
    record OAuth2(Map<String, Flow> flows) implements SecurityScheme {
        public OAuth2 {
            flows = Map.copyOf(flows);
        }
    }

    /// A flow of OAuth 2.0. URLs may be relative to the address of the document.
    record Flow(
            Optional<String> authorizationUrl,
            Optional<String> tokenUrl,
            Optional<String> refreshUrl,
            List<String> scopes) {
        public Flow {
            scopes = List.copyOf(scopes);
        }
    }

    /// OpenID Connect.
    ///
    /// @param discoveryUrl of its metadata
    record OpenIdConnect(String discoveryUrl) implements SecurityScheme {}

    /// A client certificate.
    record MutualTls() implements SecurityScheme {}

    /// One that cannot be used.
    ///
    /// @param reason for people
    record Unsupported(String reason) implements SecurityScheme {}
}
