package dev.connectorproxy.signin;

import java.util.Objects;

/// A sign-in under way, as the browser keeps it in a sealed cookie.
///
/// @param verifier the PKCE code verifier (RFC 7636), which only this proxy and, at the end, the provider may know
/// @param callback the `redirect_uri` that the provider was given
/// @param target where the answer goes
record Pending(String verifier, String callback, WebUrl target) {
    Pending {
        Objects.requireNonNull(verifier, "verifier");
        Objects.requireNonNull(callback, "callback");
        Objects.requireNonNull(target, "target");
    }

    /// None of the parts has a line feed in it.
    String text() {
        return String.join("\n", verifier, callback, target.origin(), target.rest());
    }

    static Pending of(String text) {
        var parts = text.split("\n", -1);
        return new Pending(parts[0], parts[1], new WebUrl(parts[2], parts[3]));
    }

    @Override
    public String toString() {
        return "(pending sign-in)";
    }
}
