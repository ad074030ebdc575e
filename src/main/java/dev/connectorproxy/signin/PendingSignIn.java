package dev.connectorproxy.signin;

import java.util.Objects;

/// A sign-in that is not finished, as the browser stores it in an encrypted cookie.
///
/// @param verifier the PKCE code verifier (RFC 7636), which only this proxy and, with the code, the provider may know
/// @param redirectUri the `redirect_uri` of the authorization request
/// @param target the URL to which the token response is sent
record PendingSignIn(String verifier, String redirectUri, WebUrl target) {
    PendingSignIn {
        Objects.requireNonNull(verifier, "verifier");
        Objects.requireNonNull(redirectUri, "redirectUri");
        Objects.requireNonNull(target, "target");
    }

    /// The fields, separated by line feeds; no field contains one.
    String toText() {
        return String.join("\n", verifier, redirectUri, target.origin(), target.pathAndQuery());
    }

    /// Reads what [#toText] wrote.
    static PendingSignIn of(String text) {
        var parts = text.split("\n", -1);
        return new PendingSignIn(parts[0], parts[1], new WebUrl(parts[2], parts[3]));
    }

    @Override
    public String toString() {
        return "(pending sign-in)";
    }
}
